using System.Text.Json.Nodes;
using Appointments.Tests.Run;

namespace Appointments.Tests.Cli;

/// <summary><c>drill</c> and <c>probe</c> as an operator has them.</summary>
public sealed class DrillVerbTests : IDisposable
{
    private readonly DirectoryInfo evidence = Directory.CreateTempSubdirectory("drill-evidence-");

    public void Dispose() => evidence.Delete(recursive: true);

    /// <summary>Reading a file asks the command line whether it would run each of its commands.</summary>
    [Fact]
    public async Task EveryDrill_IsRight_AndEachOfItsCommandsCanBeTyped()
    {
        var outcome = await Session.RunAsync("drill", "list", "--json");

        Assert.Equal((0, ""), (outcome.Exit, outcome.Errors));
        var names = JsonNode.Parse(outcome.Output)!.AsArray().Select(drill => drill!["name"]!.ToString());
        Assert.Equal(["auto-drain", "both-alarms", "dead-region", "emergency-drain", "grey-failure", "loss-under-load", "planned-drain", "poison-messages", "replication-cut", "restore-from-backup"], names);
    }

    [Theory]
    [InlineData("There is no drill earthquake: the drills are auto-drain, both-alarms, dead-region,", "run", "earthquake", "--local")]
    [InlineData("expected FIGURE=N", "run", "planned-drain", "--local", "--objective", "lost")]
    [InlineData("There is no report at", "compare", "nowhere", "elsewhere")]
    [InlineData("--rate x", "run", "planned-drain", "--rate", "x")]
    public async Task ABadCall_IsRefusedWithWhatWasExpected(string expected, params string[] words)
    {
        var outcome = await Session.RunAsync(["drill", .. words]);

        Assert.Equal(2, outcome.Exit);
        Assert.Contains(expected, outcome.Errors);
    }

    /// <summary>On the region that clients do not come to by themselves on this machine: the run is set so that they do.</summary>
    [Fact]
    public async Task APlannedDrain_IsRehearsedUnderLoad_AndLeavesItsEvidence()
    {
        var outcome = await Session.RunAsync(["drill", "run", "planned-drain", "--local", "--region", "sa-east-1", "--time-scale", "60", "--rate", "4", "--seed", "3", "--into", evidence.FullName, "--json", .. BusyMachine.Objectives]);

        Assert.True(outcome.Exit is 0, outcome.Output + outcome.Errors);
        var report = JsonNode.Parse(outcome.Output)!;
        Assert.Equal((true, "completed", 60, 3), (report["passed"]!.GetValue<bool>(), report["status"]!.ToString(), report["setting"]!["timeScale"]!.GetValue<double>(), report["setting"]!["seed"]!.GetValue<int>()));
        Assert.Equal("sa-east-1", report["setting"]!["region"]!.ToString());
        Assert.True(report["load"]!["accepted"]!.GetValue<int>() > 20, report["load"]!.ToJsonString());
        Assert.NotNull(report["marks"]!["detected"]);
        Assert.NotNull(report["marks"]!["moved"]);
        var folder = Assert.Single(evidence.GetDirectories());
        Assert.Equal(["journal.json", "ledgers.json", "observations.jsonl", "readings.jsonl", "report.html", "report.json", "samples.jsonl"], folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal));
        var journal = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder.FullName, "journal.json")))!;
        Assert.All(journal["run"]!.AsArray(), step => Assert.Equal("succeeded", step!["status"]!.ToString()));

        var compared = await Session.RunAsync("drill", "compare", folder.FullName, folder.FullName, "--json");
        Assert.All(JsonNode.Parse(compared.Output)!["changes"]!.AsArray(), change => Assert.Equal(0, change!["change"]?.GetValue<double>() ?? 0));
    }

    [Fact]
    public async Task CtrlCInTheMethod_RollsBack_LeavesTheEvidence_AndNoProcess()
    {
        await using var session = Session.Start("drill", "run", "loss-under-load", "--local", "--time-scale", "60", "--rate", "2", "--seed", "3", "--into", evidence.FullName);
        await session.SeeProgressAsync(line => line.StartsWith("action its-replies-are-lost:"));
        var processes = session.Descendants();

        session.Interrupt();
        var outcome = await session.EndAsync();

        Assert.True(outcome.Exit is 130, outcome.Output + outcome.Errors);
        Assert.Contains("a second Ctrl-C ends it at once", outcome.Errors);
        LiveProcess.AssertGone(processes);
        var folder = Assert.Single(evidence.GetDirectories()).FullName;
        var report = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "report.json")))!;
        Assert.Equal(("interrupted", false), (report["status"]!.ToString(), report["passed"]!.GetValue<bool>()));
        Assert.Contains("It was interrupted.", report["reasons"]!.AsArray().Select(reason => reason!.ToString()));
        var journal = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "journal.json")))!;
        Assert.Equal("succeeded", Assert.Single(journal["rollbacks"]!.AsArray())!["status"]!.ToString());
    }

    [Fact]
    public async Task ASecondCtrlC_EndsTheDrillAtOnce_AndNoProcessStays()
    {
        await using var session = Session.Start("drill", "run", "loss-under-load", "--local", "--time-scale", "60", "--rate", "2", "--seed", "3", "--into", evidence.FullName);
        await session.SeeProgressAsync(line => line.StartsWith("action its-replies-are-lost:"));
        var processes = session.Descendants();
        session.Interrupt();
        await session.SeeProgressAsync(line => line.StartsWith("interrupted:"));

        session.Interrupt();
        var outcome = await session.EndAsync();

        Assert.Equal(130, outcome.Exit);
        await Eventually.SeeAsync(() => Task.FromResult(processes.Count(process => process.IsAlive)), alive => alive is 0, "the end of every process of the run");
        Assert.Empty(Directory.GetFiles(Assert.Single(evidence.GetDirectories()).FullName, "report.*"));
    }
}
