using System.Collections.Immutable;
using Appointments.Aws;
using Appointments.Drills.Running;
using Appointments.Graph;
using Appointments.Local;
using Appointments.Plan;

namespace Appointments.Cli.Drilling;

/// <summary>What a drill hits: a run that is up, one that is started for it, or a deployment on AWS.</summary>
internal sealed class DrillTarget : IAsyncDisposable
{
    private readonly IDisposable system;
    private readonly IAsyncDisposable? own;

    private DrillTarget(string option, string value, IDrilledSystem system, IAsyncDisposable? own) => (Option, Value, System, this.system, this.own) = (option, value, system, (IDisposable)system, own);

    /// <summary>The option by which the verbs of a drill's file are told of it, such as <c>--control</c>.</summary>
    public string Option { get; }

    public string Value { get; }

    public IDrilledSystem System { get; }

    /// <summary>The deployment on AWS; null: a local run.</summary>
    public DeployedStack? Deployment { get; private init; }

    public static async Task<DrillTarget> FindAsync(Uri control, StackConfiguration configuration, IEnumerable<string> overrides, CancellationToken cancel) =>
        OfRun(control, await ControlledSystem.FindAsync(control, configuration, overrides, TimeProvider.System, cancel), null);

    public static async Task<DrillTarget> StartAsync(StackConfiguration configuration, IEnumerable<string> overrides, double timeScale, IProgress<string> progress, CancellationToken cancel)
    {
        var options = new LocalRunOptions(FunctionsFolder.Managed(Repository.Root()), 0, null, progress, Environment.GetEnvironmentVariable, TimeProvider.System) { TimeScale = timeScale, DrillApiKey = configuration.Get(Settings.DrillApiKey.Key) };
        var run = await LocalRun.StartAsync(await GraphRecorder.RecordAsync(configuration), configuration.Get(Settings.ApiKey.Key)!, options, cancel);
        try { return OfRun(run.ControlUrl, await ControlledSystem.FindAsync(run.ControlUrl, configuration, overrides, TimeProvider.System, cancel), run); }
        catch
        {
            await run.DisposeAsync();
            throw;
        }
    }

    /// <summary>The outputs are kept in a file of the drill's own: what it calls needs no pulumi, whose backend may be in the region that is hit.</summary>
    /// <param name="outputs">The stack's, and where they came from.</param>
    public static async Task<DrillTarget> OfOutputsAsync((string Source, string Json) outputs, CancellationToken cancel)
    {
        var stack = new StackOutputsReader(outputs.Source).Read(outputs.Json);
        var system = DeployedSystems.Of(stack, outputs.Source);
        var file = new OwnFile(Path.Combine(Path.GetTempPath(), $"appointments-outputs-{Path.GetRandomFileName()}.json"));
        await File.WriteAllTextAsync(file.FullPath, outputs.Json, cancel);
        return new DrillTarget("--outputs", file.FullPath, system, file) { Deployment = stack };
    }

    public async ValueTask DisposeAsync()
    {
        system.Dispose();
        if (own is not null)
            await own.DisposeAsync();
    }

    private static DrillTarget OfRun(Uri control, ControlledSystem system, LocalRun? own) => new("--control", control.ToString(), system, own);

    private sealed class OwnFile(string path) : IAsyncDisposable
    {
        public string FullPath => path;

        public ValueTask DisposeAsync()
        {
            File.Delete(path);
            return ValueTask.CompletedTask;
        }
    }
}
