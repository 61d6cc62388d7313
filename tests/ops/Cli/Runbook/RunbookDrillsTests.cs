using Appointments.Tests.Run;
using Xunit.Abstractions;

namespace Appointments.Tests.Cli.Runbook;

/// <summary>
/// The drills that the runbook's pages name, run as they are typed there. Each takes a minute or two, so the suite runs one of them, another each time; with <c>APPOINTMENTS_DRILLS=all</c> every one is run,
/// with a name that one. That no accepted request is lost or doubled is demanded; times are not, for the machine may be slow.
/// </summary>
public sealed class RunbookDrillsTests(ITestOutputHelper output) : IDisposable
{
    private readonly DirectoryInfo evidence = Directory.CreateTempSubdirectory("runbook-drills-");

    public void Dispose() => evidence.Delete(recursive: true);

    [Fact]
    public async Task ADrillOfThePages_PassesAsItIsTyped()
    {
        string[] lines = [.. RunbookPage.All().SelectMany(page => page.Commands).Where(command => command.IsADrill).Select(command => command.Line).Distinct().Order(StringComparer.Ordinal)];
        Assert.Equal(10, lines.Length); // each drill there is
        var seed = Random.Shared.Next(1_000_000);

        foreach (var line in Chosen(lines, seed))
        {
            output.WriteLine($"{line} --seed {seed}");
            var outcome = await Session.RunAsync([.. line.Split(' ')[1..], "--time-scale", "60", "--rate", "4", "--seed", $"{seed}", "--into", evidence.FullName, .. BusyMachine.Objectives, .. BusyMachine.ObjectiveOfRest]);
            Assert.True(outcome.Exit is 0, $"{line} --seed {seed} exits {outcome.Exit}:\n{outcome.Output}\n{outcome.Errors}");
        }
    }

    private static IEnumerable<string> Chosen(string[] lines, int seed) => Environment.GetEnvironmentVariable("APPOINTMENTS_DRILLS") switch
    {
        null or "" => [lines[seed % lines.Length]],
        "all" => lines,
        var name => lines.Where(line => line.Split(' ').Contains(name)),
    };
}
