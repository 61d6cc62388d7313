using System.Text.Json;

namespace Appointments.Tests.Cli;

public sealed class GraphDiffVerbTests
{
    [Fact]
    public async Task TheSameStack_HasNoDifference()
    {
        var outcome = await Session.RunAsync("graph", "diff", "--stack", "prod");

        Assert.Equal((0, "prod: 0 created, 0 changed in place, 0 replaced, 0 deleted", ""), (outcome.Exit, outcome.Output, outcome.Errors));
    }

    [Fact]
    public async Task ASettingThatChangesInPlace_IsDone_AndSaysWhat()
    {
        var outcome = await Session.RunAsync("graph", "diff", "--stack", "prod", "--set", "logRetentionDays=60");

        Assert.Equal((0, ""), (outcome.Exit, outcome.Errors));
        Assert.Matches("changed in place .* LogGroup: sa-east-1-api-access-log, .* retentionInDays", outcome.Output);
    }

    [Fact]
    public async Task WhatLosesData_IsNotSo_AndNamesEach_AlsoAsJson()
    {
        string[] moved = ["graph", "diff", "--stack", "prod", "--set", "primaryRegion=sa-east-1", "--set", "backupCopyRegion=us-east-1"];
        var people = await Session.RunAsync(moved);
        var program = await Session.RunAsync([.. moved, "--json"]);

        Assert.Equal((1, 1), (people.Exit, program.Exit));
        Assert.Contains("Replaced, with what it holds: global-appointments. It is protected, so pulumi up refuses all of it.", people.Output);
        var json = JsonDocument.Parse(program.Output).RootElement;
        Assert.Equal(("prod", 7), (json.GetProperty("stack").GetString(), json.GetProperty("lost").GetInt32()));
        var table = json.GetProperty("moves").EnumerateArray().Single(move => move.GetProperty("name").GetString() is "global-appointments");
        Assert.Equal(("replace", true, true), (table.GetProperty("move").GetString(), table.GetProperty("losesState").GetBoolean(), table.GetProperty("isRefused").GetBoolean()));
    }

    [Fact]
    public async Task AnEarlierGraph_CanBeComparedWith()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, (await Session.RunAsync("graph", "--stack", "prod", "--json", "--set", "logRetentionDays=60")).Output);

        var outcome = await Session.RunAsync("graph", "diff", "--stack", "prod", "--against", file);

        File.Delete(file);
        Assert.Equal((0, ""), (outcome.Exit, outcome.Errors));
        Assert.Contains("retentionInDays", outcome.Output);
    }
}
