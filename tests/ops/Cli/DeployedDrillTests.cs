using System.Text.Json.Nodes;
using Appointments.Tests.Run;

namespace Appointments.Tests.Cli;

/// <summary>The files of drills/ against a deployment that is known by its outputs alone: the same files as on the local run.</summary>
public sealed class DeployedDrillTests : IAsyncLifetime
{
    private readonly DirectoryInfo evidence = Directory.CreateTempSubdirectory("drill-evidence-");
    private AwsInPlay aws = null!;

    public async Task InitializeAsync()
    {
        aws = await AwsInPlay.StartAsync();
        await Eventually.SeeAsync(aws.System.Control.StatusAsync, status => status["regions"]!.AsArray().All(region => region!["healthy"]!.GetValue<bool>()), "both regions healthy");
    }

    public async Task DisposeAsync()
    {
        await aws.DisposeAsync();
        evidence.Delete(recursive: true);
    }

    /// <summary>At AWS's pace, so one of those with a fault; by hand: planned-drain, replication-cut and poison-messages.</summary>
    [Fact]
    public async Task ADrill_IsRunFromTheOutputsAlone_AndLeavesItsEvidence()
    {
        var report = await PassedAsync("grey-failure");

        Assert.Equal(("completed", 1), (report["status"]!.ToString(), report["setting"]!["timeScale"]!.GetValue<double>()));
        Assert.Equal($"AWS ({aws.Outputs})", report["setting"]!["system"]!.ToString());
        Assert.True(report["load"]!["accepted"]!.GetValue<int>() > 20, report["load"]!.ToJsonString());
        string[] expected = ["lambda put-function-concurrency", "lambda delete-function-concurrency"];
        Assert.All(expected, call => Assert.Contains(aws.Calls, made => made.StartsWith(call) && made.Contains("--region us-east-1")));
        Assert.Equal("[]", JsonNode.Parse((await aws.TypeAsync("fault", "list", "--json")).Output)!.ToJsonString());
    }

    /// <summary>By the tables' data planes: neither the loss nor the way back is a fault that FIS would have to make.</summary>
    [Fact]
    public async Task LostRows_ArePutBack_FromTheOutputsAlone()
    {
        var report = await PassedAsync("restore-from-backup");

        Assert.NotEmpty(await File.ReadAllLinesAsync(Assert.Single(evidence.GetFiles("lost-rows.jsonl", SearchOption.AllDirectories)).FullName));
        Assert.Empty(report["lost"]!.AsArray());
        Assert.Empty(aws.Calls);
    }

    private async Task<JsonNode> PassedAsync(string drill)
    {
        var outcome = await aws.TypeAsync(["drill", "run", drill, "--rate", "4", "--seed", "3", "--into", evidence.FullName, "--json", .. BusyMachine.Objectives, .. BusyMachine.ObjectiveOfRest, "--objective", "rpo=1000000"]);
        Assert.True(outcome.Exit is 0, outcome.Output + outcome.Errors);
        return JsonNode.Parse(outcome.Output)!;
    }

    [Fact]
    public async Task ADrill_WhoseFaultCannotBeMadeThere_IsRefused_BeforeAnythingIsSent()
    {
        var (dead, alarms, both, probe) = (await aws.TypeAsync("drill", "run", "loss-under-load", "--into", evidence.FullName), await aws.TypeAsync("drill", "run", "both-alarms", "--into", evidence.FullName), await aws.TypeAsync("drill", "run", "planned-drain", "--local"), await aws.TypeAsync("probe", "backlog", "--at-most", "0", "--within", "60"));

        Assert.Equal((2, 2, 2, 0), (dead.Exit, alarms.Exit, both.Exit, probe.Exit));
        Assert.StartsWith("Drill both-alarms cannot be run on this deployment:\n  queue-unreachable cannot be made on AWS: ", alarms.Errors);
        Assert.Contains("\n  probe alarms sees nothing on AWS: ", alarms.Errors);
        Assert.Contains("Drill loss-under-load cannot be run on this deployment:\n  lost-replies cannot be made on AWS: ", dead.Errors);
        Assert.Contains("\n  region-dead cannot be made on AWS: ", dead.Errors);
        Assert.Contains("--local starts a run of its own", both.Errors);
        Assert.Equal("0", probe.Output);
        var (unmakeable, unseen) = (await aws.TypeAsync("fault", "inject", "region-dead", "--region", "us-east-1"), await aws.TypeAsync("probe", "alarms", "--at-most", "0"));
        Assert.Equal((1, 1, ""), (unmakeable.Exit, unseen.Exit, unseen.Output));
        Assert.StartsWith("region-dead cannot be made on AWS: ", unmakeable.Output);
        Assert.StartsWith("There is nothing to tell alarms from: ", unseen.Errors);
        Assert.Empty(evidence.GetFileSystemInfos());
        Assert.Empty(aws.Calls);
    }
}
