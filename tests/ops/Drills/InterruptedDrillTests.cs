using Appointments.Drills.Evidence;
using Appointments.Drills.Experiments;
using Appointments.Drills.Running;

namespace Appointments.Tests.Drills;

/// <summary>Ctrl-C in a whole drill, on a system that does not come to rest: nobody waits the hour that it may take, and all else is done.</summary>
public sealed class InterruptedDrillTests : IDisposable
{
    private static readonly TimeSpan AnHour = TimeSpan.FromHours(1);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("interrupted-drill-");
    private readonly CancellationTokenSource interrupt = new();
    private readonly ScriptedCommands commands = new();
    private readonly ScriptedSystem system = new();
    private readonly HurriedClock clock = new(times: 20);

    public InterruptedDrillTests() => system.OnSample = () => new SystemSample(clock.GetUtcNow(), null, [new(ScriptedSystem.Region, true, Waiting: 1, InFlight: 0, Dead: 0)], []);

    public void Dispose()
    {
        system.Dispose();
        interrupt.Dispose();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("broken", JournalStatus.Interrupted)]     // in the method
    [InlineData("undo", JournalStatus.Completed)]         // in the rollbacks: they are run to their end
    public async Task AnInterruptedDrill_RollsBackToTheEnd_AndWaitsForRestForSecondsOnly(string at, JournalStatus journal)
    {
        commands.OnAsked = command => { if (command == at) interrupt.Cancel(); };

        var record = await RunAsync(new Progress<string>());

        Assert.Equal(["undo", "undo-the-rest"], commands.Asked.TakeLast(2));
        Assert.All(record.Journal.Rollbacks, step => Assert.True(step.Succeeded));
        Assert.Equal((journal, true), (record.Journal.Status, record.Interrupted));
        AssertTold(record);
    }

    [Fact]
    public async Task ADrillThatIsInterruptedInTheWaitForRest_WaitsForSecondsMore()
    {
        var record = await RunAsync(new Told(step => { if (step.Contains("until everything is at rest")) interrupt.Cancel(); }));

        Assert.Equal((JournalStatus.Completed, true), (record.Journal.Status, record.Interrupted));
        AssertTold(record);
    }

    private static void AssertTold(DrillRecord record)
    {
        Assert.True(record.Verdict is not null, record.Unreadable); // the ledgers were read
        Assert.InRange(record.Samples[^1].At - record.LoadEnded, TimeSpan.Zero, AnHour / 2);
        var report = DrillReport.Of(record, new DrillSetting("nowhere", ScriptedSystem.Region, 1, 7, "run", 1, ["edge"]), new Dictionary<string, double>());
        Assert.Equal((false, "interrupted"), (report.Passed, report.Status));
        Assert.Contains("It was interrupted.", report.Reasons);
        Assert.Contains("Not everything had come to rest in the few seconds that an interrupted drill waits: queues, or replication.", report.Reasons);
    }

    private Task<DrillRecord> RunAsync(IProgress<string> progress) => new Drill(system, commands.RunAsync, new LoadWindow(clock), clock, progress)
        .RunAsync(DrillFile.Read(DrillFile.Right()), new DrillOptions(ScriptedSystem.Region, RequestsPerSecond: 0.2, Seed: 7, "run", folder.FullName, AnHour), interrupt.Token);

    /// <summary>At once, on the thread that tells.</summary>
    private sealed class Told(Action<string> told) : IProgress<string>
    {
        public void Report(string value) => told(value);
    }
}
