using System.Text.Json;
using Appointments.Graph;
using Appointments.Plan;
using Appointments.Rollout;
using Appointments.Rollout.Aws;

namespace Appointments.Tests.Run.Rollout;

/// <summary>What is asked of pulumi, aws and git. That these do it only an account can prove.</summary>
public sealed class PulumiReleasesTests
{
    private const string Head = "0123456789abcdef0123456789abcdef01234567";

    private static readonly Lazy<Task<ResourceGraph>> Prod = new(() => GraphRecorder.RecordAsync(StackConfiguration.Read(World.Root, "prod", [])));

    private static string History(string dirty) => $$$"""
        [{"kind":"update","result":"failed","environment":{"git.head":"ffff"}},
         {"kind":"refresh","result":"succeeded","environment":{"git.head":"eeee"}},
         {"kind":"update","result":"succeeded","environment":{"git.head":"{{{Head}}}","git.dirty":"{{{dirty}}}"}}]
        """;

    /// <summary>Some alarms of the stack, by names that each export has anew, one whose replaced predecessor waits to be deleted, and what is no alarm.</summary>
    private static string State(ResourceGraph graph, int export)
    {
        string[] names = ["sa-east-1-watch-alarms-api-5xx", "sa-east-1-watch-alarms-region", "us-east-1-watch-alarms-api-5xx", "global-watch-alarms-sa-east-1-health", "global-watch-alarms-us-east-1-health", "global-watch-alarms-edge-firewall", "sa-east-1-peru-queue"];
        var there = graph.Resources.Where(resource => names.Contains(resource.Name) && resource.Type.StartsWith("aws:", StringComparison.Ordinal)).ToArray();
        object[] resources = [new { urn = "urn:pulumi:prod::appointments::pulumi:pulumi:Stack::appointments-prod" }, new { urn = there[0].Urn, id = "of-before", delete = true },
            .. there.Select(resource => new { urn = resource.Urn, id = $"{resource.Name}-{export}" })];
        return JsonSerializer.Serialize(new { deployment = new { resources } });
    }

    private static async Task<(PulumiReleases Releases, ScriptedCommands Commands)> OfAsync(string? backTo = null, string dirty = "false", string alarms = "{}", ResourceGraph? before = null)
    {
        var graph = await Prod.Value;
        var earlier = before ?? graph with { Resources = [.. graph.Resources.Select(resource => resource.Name is "sa-east-1-reconcile" && resource.Type is "aws:lambda/function:Function" ? resource with { Urn = $"{resource.Urn}-earlier" } : resource)] };
        var exports = 0;
        var commands = new ScriptedCommands(command => command switch
        {
            { Program: "pulumi", Arguments: ["stack", "history", ..] } => History(dirty),
            { Program: "pulumi", Arguments: ["stack", "export", ..] } => State(graph, ++exports),
            { Program: "aws" } => alarms,
            { Program: "./appointments" } => GraphJson.Write(earlier),
            _ => "",
        });
        return (new PulumiReleases(commands, "/clone", graph, ["us-east-1", "sa-east-1"], backTo), commands);
    }

    [Fact]
    public async Task ThereIsAWayBack_BeforeAnythingIsChanged()
    {
        var (releases, commands) = await OfAsync();

        await releases.PrepareAsync(CancellationToken.None);

        Assert.Equal(["pulumi stack", "git worktree", "bash functions/publish.sh", "./appointments graph", "pulumi up"], commands.Asked.Select(command => string.Join(' ', command.Arguments.Take(1).Prepend(command.Program))));
        Assert.Equal(Head, commands.Asked[1].Arguments[^1]); // of the last update that succeeded
        var targets = Targets(commands.Asked[^1]);
        Assert.Contains(targets, urn => urn.EndsWith("::global-appointments"));
        Assert.DoesNotContain(targets, urn => (urn.Split("::")[^1].StartsWith("us-east-1-") || urn.Split("::")[^1].StartsWith("sa-east-1-")) && !urn.Contains("-data-key")); // the tables' keys
    }

    /// <summary>Its last step is one update for all regions: docs/operations.md says to do one region's health checks after the other.</summary>
    [Fact]
    public async Task AReleaseThatReplacesHealthChecks_IsRefused_BeforeAnythingIsChanged()
    {
        var before = await GraphRecorder.RecordAsync(StackConfiguration.Read(World.Root, "prod", ["healthCheckIntervalSeconds=10"]));
        var (releases, commands) = await OfAsync(before: before);

        var refused = await Assert.ThrowsAsync<ReleaseException>(() => releases.PrepareAsync(CancellationToken.None));

        Assert.StartsWith("The release replaces 4 health checks (global-routing-sa-east-1-not-drained, global-routing-sa-east-1-serves, global-routing-us-east-1-not-drained, global-routing-us-east-1-serves)", refused.Message);
        Assert.DoesNotContain(commands.Asked, command => command is { Program: "pulumi", Arguments: ["up", ..] });
    }

    [Fact]
    public async Task ARegion_IsUpdatedByItsOwnUrns_AndGoesBackFromTheCommitThatRan()
    {
        var (releases, commands) = await OfAsync();
        await releases.PrepareAsync(CancellationToken.None);

        await releases.PutAsync("sa-east-1", CancellationToken.None);
        await releases.GoBackAsync("sa-east-1", CancellationToken.None);

        var (put, back) = (commands.Asked[^2], commands.Asked[^1]);
        Assert.Equal(["up", "--yes", "--skip-preview", "--non-interactive", "--stack", "prod", "--cwd", "/clone", "--target"], put.Arguments.Take(9));
        Assert.True(Targets(put).Length > 100);
        Assert.DoesNotContain(Targets(put), urn => urn.Split("::")[^1].StartsWith("us-east-1"));
        Assert.NotEqual("/clone", back.Arguments[7]);
        Assert.Contains("0123456789ab", back.Arguments[7]);
        Assert.Equal(["sa-east-1-reconcile-earlier"], Targets(back).Except(Targets(put)).Select(urn => urn.Split("::")[^1])); // what only the earlier one has comes back
        Assert.Empty(Targets(put).Except(Targets(back)));
    }

    [Fact]
    public async Task WhatBuildsOnTheRegions_ComesLast_AndTheWayBackGoes()
    {
        var (releases, commands) = await OfAsync();
        await releases.PrepareAsync(CancellationToken.None);

        await releases.PutAsync(null, CancellationToken.None);
        await releases.KeepAsync(CancellationToken.None);

        Assert.Equal("pulumi up --yes --skip-preview --non-interactive --stack prod --cwd /clone", commands.Asked[^2].ToString());
        Assert.Equal(["worktree", "remove", "--force"], commands.Asked[^1].Arguments.Take(3));
    }

    [Fact]
    public async Task Everything_GoesBackFromTheCommitThatRan_ByOneUpdateWithoutTargets_ThatAPersonCanTypeToo()
    {
        var (releases, commands) = await OfAsync();
        await releases.PrepareAsync(CancellationToken.None);

        await releases.GoBackAsync(null, CancellationToken.None);

        Assert.Empty(Targets(commands.Asked[^1]));
        Assert.EndsWith("appointments-prod-0123456789ab", commands.Asked[^1].ToString());
        Assert.StartsWith($"pulumi up --stack prod --cwd {commands.Asked[^1].Arguments[^1]} (commit {Head}", releases.WayBack);
    }

    [Fact]
    public async Task AnUpdateFromUncommittedChanges_IsNoWayBack_UnlessOneIsNamed()
    {
        var (unknown, _) = await OfAsync(dirty: "true");
        var (named, commands) = await OfAsync(backTo: "abc1234", dirty: "true");

        var problem = await Assert.ThrowsAsync<ReleaseException>(() => unknown.PrepareAsync(CancellationToken.None));
        await named.PrepareAsync(CancellationToken.None);

        Assert.Contains("--back-to COMMIT", problem.Message);
        Assert.Equal("abc1234", commands.Asked[0].Arguments[^1]);
        Assert.Equal(commands.Asked[0].ToString(), (await named.PlanAsync([], CancellationToken.None))[0].Command); // the plan says what is done
    }

    [Fact]
    public async Task Alarms_AreTheRegionsOwn_AndRoute53sOpinionOfIt_WhereAwsKeepsThem_ByTheirRealNames()
    {
        var (releases, commands) = await OfAsync(alarms: """{"MetricAlarms":[{"AlarmName":"raised"}],"CompositeAlarms":[]}""");

        var raised = await releases.AlarmsAsync("sa-east-1", CancellationToken.None);

        Assert.Equal(["raised", "raised"], raised.AsEnumerable()); // one for each region that was asked
        Assert.Equal(
        [
            "aws cloudwatch describe-alarms --region sa-east-1 --alarm-types MetricAlarm CompositeAlarm --state-value ALARM --output json --alarm-names sa-east-1-watch-alarms-api-5xx-1 sa-east-1-watch-alarms-region-1",
            "aws cloudwatch describe-alarms --region us-east-1 --alarm-types MetricAlarm CompositeAlarm --state-value ALARM --output json --alarm-names global-watch-alarms-sa-east-1-health-1",
        ], commands.Asked.Where(command => command.Program is "aws").Select(command => command.ToString()));
    }

    /// <summary>A release that adds an alarm, or replaces one under a new name, is watched by it.</summary>
    [Fact]
    public async Task AlarmsThatTheReleaseBrings_AreWatched_AndLooksInBetweenReadNoState()
    {
        var (releases, commands) = await OfAsync();
        await releases.AlarmsAsync("sa-east-1", CancellationToken.None);
        await releases.AlarmsAsync("sa-east-1", CancellationToken.None);

        await releases.PutAsync("sa-east-1", CancellationToken.None);
        await releases.AlarmsAsync("sa-east-1", CancellationToken.None);

        var asked = commands.Asked.Where(command => command.Program is "aws" && command.Arguments.Contains("sa-east-1")).Select(command => command.Arguments[^1]).ToArray();
        Assert.Equal(["sa-east-1-watch-alarms-region-1", "sa-east-1-watch-alarms-region-1", "sa-east-1-watch-alarms-region-2"], asked);
    }

    [Fact]
    public async Task ThePlan_SaysTheOrder_AndFirstTheWayBack()
    {
        var (releases, commands) = await OfAsync();

        var plan = await releases.PlanAsync(["sa-east-1", "us-east-1"], CancellationToken.None);

        Assert.Equal([null, null, "sa-east-1", "us-east-1", null], plan.Select(step => step.Region));
        Assert.Equal("pulumi stack history --json --page-size 20 --stack prod --cwd /clone --non-interactive", plan[0].Command);
        Assert.Empty(commands.Asked);
    }

    private static string[] Targets(CommandLine command) => [.. command.Arguments.Zip(command.Arguments.Skip(1)).Where(pair => pair.First is "--target").Select(pair => pair.Second)];
}
