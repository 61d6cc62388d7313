using System.Collections.Immutable;
using Appointments.Checks.Moving;
using Appointments.Plan;

namespace Appointments.Tests.Deploy;

/// <summary>What an update does when an environment moves on: docs/operations.md has the tables.</summary>
[Collection(nameof(Recorded))]
public sealed class MovingTests(Recorded recorded)
{
    private const string ThreeRegions = "regions=[us-east-1, sa-east-1, eu-west-1]", ThreeCountries = "countries=[{code: PE, path: peru, name: Perú}, {code: CL, path: chile, name: Chile}, {code: EC, path: ecuador, name: Ecuador}]";

    /// <summary>Every optional part of the program at once.</summary>
    private static readonly string[] Everything = ["tracing=true", "shieldAdvanced=true", "alarmEmails=[oncall@example.com]", "routing=geoproximity"];

    public static TheoryData<string> Stacks => new(Recorded.Stacks);

    private async Task<ImmutableArray<ResourceMove>> MovesAsync(string[] before, string[] after, string stack = "prod") =>
        GraphDiff.Between(await recorded.GraphAsync(stack, before), await recorded.GraphAsync(stack, after));

    [Theory, MemberData(nameof(Stacks))]
    public async Task EveryType_ThatIsDeclared_IsKnownToTheDiff(string stack)
    {
        var types = (await recorded.GraphAsync(stack, [.. Everything, ThreeRegions])).Aws().Where(resource => !resource.Read).Select(resource => resource.Type).Distinct().ToArray();

        Assert.True(types.Length > 25);
        Assert.Empty(types.Where(type => !ReplaceOnChange.Knows(type)).Select(type => $"add {type} to ReplaceOnChange, with the inputs that replace it, from the provider's sources"));
    }

    [Fact]
    public async Task NothingChanged_TouchesNothing() => Assert.Empty(await MovesAsync([], ["listShards=1"]));

    [Fact]
    public async Task ANewCountry_AddsItsOwn_AndReplacesNothingButTheSnapshotOfTheApi()
    {
        var moves = await MovesAsync([], [ThreeCountries]);

        Assert.Equal(4, moves.Count(move => move is { Move: Move.Create, Type: "aws:sqs/queue:Queue" }));
        Assert.All(moves.Where(move => move.Move is Move.Create), move => Assert.Contains("-ecuador", move.Name));
        Assert.Equal(["sa-east-1-api-deployment", "us-east-1-api-deployment"], Named(moves, Move.Replace));
        Assert.Empty(moves.Where(move => move.Move is Move.Delete or Move.UpdateOrReplace || move.LosesState).Select(move => move.Name));
    }

    [Fact]
    public async Task ANewRegion_AddsItsOwn_AndAReplicaToEachTable()
    {
        var moves = await MovesAsync([], [ThreeRegions]);

        Assert.Contains(moves, move => move is { Move: Move.Create, Type: "aws:apigateway/restApi:RestApi", Region: "eu-west-1" });
        Assert.All(moves.Where(move => move.Move is Move.Create), move => Assert.Contains("eu-west-1", move.Name));
        Assert.All(moves.Where(move => move.Type is "aws:dynamodb/table:Table"), table => Assert.Equal((Move.Update, "replicas"), (table.Move, Assert.Single(table.Because))));
        Assert.Equal(3, moves.Count(move => move.Type is "aws:dynamodb/table:Table"));
        Assert.Empty(moves.Where(move => move.LosesState || move.Move is Move.Delete).Select(move => move.Name));
    }

    [Fact]
    public async Task ARegionThatGoes_TakesItsQueuesAlong_AndLeavesTheTables()
    {
        var moves = await MovesAsync([ThreeRegions], []);

        Assert.All(moves.Where(move => move.Move is Move.Delete or Move.Leave), move => Assert.Contains("eu-west-1", move.Name));
        Assert.Equal(["eu-west-1-chile-queue", "eu-west-1-chile-queue-dead", "eu-west-1-data-key", "eu-west-1-peru-queue", "eu-west-1-peru-queue-dead", "eu-west-1-reconcile-failures"],
            moves.Where(move => move.LosesState).Select(move => move.Name));
        Assert.Equal(["eu-west-1-data-key"], moves.Where(move => move.IsRefused).Select(move => move.Name)); // a person takes the protection off first
        Assert.All(moves.Where(move => move.Type is "aws:dynamodb/table:Table"), table => Assert.Equal(Move.Update, table.Move));
        Assert.Contains("eu-west-1-api-access-account", Named(moves, Move.Leave)); // another environment may live on it
    }

    [Theory]
    [InlineData("regions=[us-east-1, sa-east-1]", "primaryRegion=sa-east-1")] // the owner moves
    [InlineData("regions=[sa-east-1, eu-west-1]", "primaryRegion=sa-east-1")] // and the former one goes
    public async Task TheRegionThatOwnsTheTables_CannotBeAnother_AndPulumiRefuses(string regions, string primary)
    {
        var moves = await MovesAsync([ThreeRegions], [regions, primary, "backupCopyRegion="]);

        var tables = moves.Where(move => move.Type is "aws:dynamodb/table:Table").ToArray();
        Assert.Equal(3, tables.Length);
        Assert.All(tables, table => Assert.Equal((Move.Replace, true, true), (table.Move, table.IsRefused, table.LosesState)));
    }

    [Fact]
    public void TheRegionThatOwnsTheTables_CannotGo_WhileItOwnsThem() =>
        Assert.Contains("appointments:primaryRegion", Assert.Throws<SettingsException>(() => Recorded.Settings("prod", "regions=[sa-east-1, eu-west-1]")).Message);

    [Theory]
    [InlineData("healthCheckIntervalSeconds=10", "global-routing-us-east-1-serves")]
    [InlineData("zone=other.example.com", "us-east-1-certificate")]
    [InlineData("apiKey=another-key-of-the-clinics", null)] // a secret is not in the graph: Pulumi sees that it changed, and so replaces the key
    public async Task AReplacement_IsSeen_WhereAwsCannotChangeInPlace(string setting, string? replaced) =>
        Assert.Equal(replaced is not null, Named(await MovesAsync([], [setting]), Move.Replace).Contains(replaced ?? ""));

    [Fact]
    public async Task AReplacement_ReachesWhatHoldsItsId()
    {
        var calculated = (await MovesAsync([], ["healthCheckIntervalSeconds=10"])).Single(move => move.Name is "global-routing-us-east-1"); // nothing of its own changed

        Assert.Equal((Move.Update, "childHealthchecks"), (calculated.Move, Assert.Single(calculated.Because)));
    }

    [Fact]
    public async Task ARename_IsADeletionAndACreation()
    {
        var after = await recorded.GraphAsync("prod");
        var before = GraphJson.Read(GraphJson.Write(after).Replace("global-appointments", "global-visits"));

        var moves = GraphDiff.Between(before, after);

        Assert.Contains("global-visits", Named(moves, Move.Delete));
        Assert.Contains("global-appointments", Named(moves, Move.Create));
        Assert.True(moves.Single(move => move.Name is "global-visits").IsRefused);
    }

    [Theory, MemberData(nameof(Changes))]
    public async Task NoSetting_ReplacesWhatHoldsData(string change)
    {
        var moves = await MovesAsync([], change.Split('|'));

        Assert.Equal(Unseen.Contains(change), moves.IsEmpty); // no move: the next line says nothing
        Assert.Empty(moves.Where(move => move.LosesState).Select(move => $"{move.Move} {move.Name} because of {string.Join(", ", move.Because)}"));
    }

    [Fact]
    public void EverySetting_IsChangedHere_ButForThoseWithATestOfTheirOwn()
    {
        // A prebuilt zip must be there, and insights exclude prod's key: neither holds data. The others are above and below.
        Setting[] others = [Settings.Regions, Settings.PrimaryRegion, Settings.Countries, Settings.CustomerManagedKey, Settings.FunctionsArchive, Settings.ContributorInsights, Settings.BackupCopyRegion];
        var changed = Changes.Cast<object[]>().SelectMany(row => ((string)row[0]).Split('|')).Select(change => change.Split('=')[0]);

        Assert.Equal(Settings.All.Except(others).Select(setting => setting.Key).Order(StringComparer.Ordinal), changed.Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>Not in one update: whoever insists takes the protection off first.</summary>
    [Theory]
    [InlineData("customerManagedKey=false", "sa-east-1-data-key", "us-east-1-data-key")]
    [InlineData("backupCopyRegion=", "sa-east-1-backup-copies")]
    public async Task WhatEncryptsOrKeepsTheData_CannotGo_AndPulumiRefuses(string setting, params string[] gone)
    {
        var moves = await MovesAsync([], [setting]);

        Assert.Equal(gone, moves.Where(move => move is { IsRefused: true, LosesState: true, Move: Move.Delete }).Select(move => move.Name));
    }

    /// <summary>A graph holds a mark in a secret's place, whatever the secret; and accelerated recovery is only demanded of the zone, which is read.</summary>
    private static readonly ImmutableHashSet<string> Unseen = ["apiKey=another-key-of-the-clinics", "originSecret=another-secret-of-the-edge-0", "acceleratedRecovery=false"];

    /// <summary>One change of each setting that a running environment may see; what goes together has | between it.</summary>
    public static TheoryData<string> Changes => new(
        "routing=geoproximity|geoproximityBiases=[{region: sa-east-1, bias: 20}]", "routing=geolocation", "routing=geoproximity", "healthCheckIntervalSeconds=10", "recordTtlSeconds=30", "usagePlanRatePerSecond=50",
        "usagePlanBurst=100", "usagePlanRequestsPerMonth=20000", "protectData=false", "logRetentionDays=60", "functionMemoryMegabytes=1024", "functionTimeoutSeconds=10", "functionArchitecture=arm64",
        "listShards=4", "alarmEmails=[oncall@example.com]", "tracing=true", "accountId=123456789012", "protectOrigin=false", "edgeRequestsPerFiveMinutes=20000", "shieldAdvanced=true", "zone=other.example.com",
        "routing=geolocation|geolocations=[{region: us-east-1, continent: NA}, {region: sa-east-1, continent: SA}]", "runbookUrl=https://wiki.example.com/runbook", "originSecret=another-secret-of-the-edge-0", "originSecretSecond=another-secret-of-the-edge-1",
        "apiKey=another-key-of-the-clinics", "apiKeySecond=a-second-key-of-the-clinics", "drillApiKey=a-key-for-drills-alone-0", "drillApiKey=a-key-for-drills-alone-0|drillRequestsPerMonth=5000", "pointInTimeRecoveryDays=7", "backupRetentionDays=7",
        "backupVaultLock=compliance", "monthlyBudgetUsd=300", "registrationBatchSize=5", "registrationConcurrency=10|functionReservedConcurrency=20",
        "apiCacheGigabytes=0.5|apiCacheSeconds=5", "acceleratedRecovery=false", "autoDrain=on", "faultInjection=true");

    private static string[] Named(ImmutableArray<ResourceMove> moves, Move kind) => [.. moves.Where(move => move.Move == kind).Select(move => move.Name)];
}
