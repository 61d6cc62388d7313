using Appointments.Cli.Drilling;
using Appointments.Drills.Evidence;
using Appointments.Graph;
using Appointments.Tests.Run;

namespace Appointments.Tests.Mechanisms;

/// <summary>Runs a drill on a run in which something is broken, as <c>drill run</c> does.</summary>
internal sealed class BrokenDrill(Mechanism mechanism, Action<string> log)
{
    private const double TimeScale = 30;

    private readonly string[] settings = ["functionTimeoutSeconds=5", .. mechanism.Settings];

    public async Task<DrillReport> RunAsync(int seed)
    {
        var folder = Directory.CreateTempSubdirectory("mechanism-");
        try
        {
            await using var world = mechanism.Mistake is { } mistake
                ? await World.StartWrongAsync(TimeScale, graph => mechanism.Graph(graph.WithMistake(mistake)), settings)
                : await World.StartAsync(TimeScale, mechanism.Graph, settings);
            mechanism.Begin(world);
            var configuration = StackConfiguration.Read(World.Root, "dev", settings).WithDrillKey();
            await using var target = await DrillTarget.FindAsync(world.Run.ControlUrl, configuration, settings, CancellationToken.None);
            var steps = new Steps(line => StepAsync(line, world, folder));
            var (report, _) = await new Rehearsal(target, DrillOrder.Of(mechanism.Drill, null, ["time-to-recover=3600", "failed-requests=1000", "failed-after-recovery=1000", "rpo-requests=1000", "time-to-settle=3600"]), mechanism.RequestsPerSecond, folder.FullName, mechanism.Patience, steps).RunAsync(seed, CancellationToken.None);
            return report;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task StepAsync(string line, World world, DirectoryInfo folder)
    {
        log(line);
        if (mechanism.At is { } at && (line.StartsWith($"action {at.Step}:", StringComparison.Ordinal) || line.StartsWith($"probe {at.Step}:", StringComparison.Ordinal)))
            await at.Do(world, folder.GetDirectories().Single().FullName);
    }

    /// <summary>A step waits until its announcement has been taken, so what is broken then is broken before it.</summary>
    private sealed class Steps(Func<string, Task> told) : IProgress<string>
    {
        public void Report(string value) => Task.Run(() => told(value)).GetAwaiter().GetResult();
    }
}
