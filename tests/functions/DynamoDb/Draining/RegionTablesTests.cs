using System.Collections.Immutable;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Appointments.Contract;
using Appointments.Domain.Draining;
using Appointments.DynamoDb.Draining;
using Appointments.Tests.TestKit;

namespace Appointments.Tests.DynamoDb.Draining;

/// <summary>Two regions' tables on one server, which does not keep regions apart: the other's has another name there. The arbiter is us-east-1.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class RegionTablesTests(Database database) : IAsyncLifetime
{
    private const string Primary = "us-east-1", Other = "sa-east-1";
    private static readonly DateTimeOffset Noon = AppointmentBuilder.Noon;
    private readonly string table = $"t{Guid.NewGuid():N}-regions";
    private readonly Dictionary<string, AmazonDynamoDBClient> clients = [];

    private DynamoRegionTables Tables => new([(Primary, clients[Primary]), (Other, clients[Other])], table, Primary);

    private static DrainClaim Claim(string region = Other, params RegionRecord[] others) => new(region, Noon, Noon.AddMinutes(-1), "Because.", [.. others is [] ? [RegionRecord.Untouched(region == Primary ? Other : Primary)] : others]);

    public async Task InitializeAsync()
    {
        foreach (var region in new[] { Primary, Other })
        {
            var config = new AmazonDynamoDBConfig { ServiceURL = database.Client.Config.ServiceURL, AuthenticationRegion = region };
            clients[region] = region == Primary ? new AmazonDynamoDBClient(new BasicAWSCredentials("local", "local"), config) : new OtherRegion(config);
            await clients[region].CreateTableAsync(new CreateTableRequest
            {
                TableName = region == Primary ? table : table + OtherRegion.Suffix,
                KeySchema = [new(RegionsTable.Region, KeyType.HASH)],
                AttributeDefinitions = [new(RegionsTable.Region, ScalarAttributeType.S)],
                BillingMode = BillingMode.PAY_PER_REQUEST,
            });
        }
    }

    public Task DisposeAsync()
    {
        foreach (var client in clients.Values)
            client.Dispose();
        return Task.CompletedTask;
    }

    private Task<PutItemResponse> PutAsync(string at, string region, params (string Name, string Value)[] attributes) =>
        clients[at].PutItemAsync(table, attributes.Append((RegionsTable.Region, region)).ToDictionary(each => each.Item1, each => new AttributeValue(each.Item2)));

    private async Task<Dictionary<string, AttributeValue>?> ItemAsync(string at, string region) =>
        (await clients[at].GetItemAsync(new GetItemRequest { TableName = table, Key = new() { [RegionsTable.Region] = new(region) } }, CancellationToken.None)).Item;

    [Fact]
    public async Task ALook_ReadsEveryTable_AndTakesSilenceForAFinding()
    {
        await PutAsync(Primary, Other, (RegionsTable.DrainedAt, "2026-11-24T11:00:00.000Z"));
        await PutAsync(Primary, Primary, (RegionsTable.RestoredAt, "2026-11-24T10:00:00.000Z"));
        using var nowhere = new AmazonDynamoDBClient(new BasicAWSCredentials("local", "local"), new AmazonDynamoDBConfig { ServiceURL = "http://127.0.0.1:9", AuthenticationRegion = Other, MaxErrorRetry = 0 });

        var views = await new DynamoRegionTables([(Primary, clients[Primary]), (Other, nowhere)], table, Primary).LookAsync(CancellationToken.None);

        Assert.Equal([Primary, Other], views.Select(view => view.Observer));
        Assert.Equal<RegionRecord>([new(Primary, null, Noon.AddHours(-2)), new(Other, Noon.AddHours(-1), null)], views[0].Records!.Value);
        Assert.Null(views[1].Records);
        Assert.NotNull(views[1].Problem);
        Assert.Equal<RegionRecord>([RegionRecord.Untouched(Primary), RegionRecord.Untouched(Other)], (await Tables.LookAsync(CancellationToken.None))[1].Records!.Value);
    }

    [Fact]
    public async Task WhatAPersonWroteInAnotherForm_CountsAsDrained()
    {
        await PutAsync(Primary, Other, (RegionsTable.DrainedAt, "this morning"));

        Assert.NotNull((await Tables.LookAsync(CancellationToken.None))[0].Records!.Value[1].DrainedAt);
    }

    [Theory]
    [InlineData(Primary)]
    [InlineData(Other)]
    public async Task AClaim_MarksTheRegion_InTheArbitersTableAndNowhereElse(string region)
    {
        Assert.True(await Tables.ClaimAsync(Claim(region), CancellationToken.None));

        var mark = await ItemAsync(Primary, region);
        Assert.Equal(("2026-11-24T12:00:00.000Z", "autoDrain", "Because."), (mark![RegionsTable.DrainedAt].S, mark[RegionsTable.DrainedBy].S, mark[RegionsTable.Reason].S));
        var act = await ItemAsync(Primary, RegionsTable.ActKey("2026-11-24T12:00:00.000Z", RegionsTable.Drain, region, "autoDrain"));
        Assert.Equal((region, "drain", "autoDrain", "Because."), (act![RegionsTable.Of].S, act[RegionsTable.Act].S, act[RegionsTable.By].S, act[RegionsTable.Reason].S));
        Assert.Null(await ItemAsync(Other, region));
    }

    [Fact]
    public async Task OfTwoClaimsAtOnce_OneIsTaken()
    {
        var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(index => Tables.ClaimAsync(Claim(index % 2 is 0 ? Primary : Other), CancellationToken.None)));

        Assert.Single(taken, each => each);
        Assert.True((await ItemAsync(Primary, Primary) is null) != (await ItemAsync(Primary, Other) is null));
    }

    [Theory]
    [InlineData(RegionsTable.DrainedAt, "2026-11-24T11:00:00.000Z", false)] // somebody drained it meanwhile
    [InlineData(RegionsTable.RestoredAt, "2026-11-24T11:59:00.000Z", false)] // restored with or after the alarm
    [InlineData(RegionsTable.RestoredAt, "2026-11-24T11:58:59.999Z", true)]
    public async Task AClaim_IsTaken_IfTheRegionWasNeitherDrainedNorRestoredSinceTheAlarm(string attribute, string at, bool taken)
    {
        await PutAsync(Primary, Other, (attribute, at));

        Assert.Equal(taken, await Tables.ClaimAsync(Claim(), CancellationToken.None));
        Assert.Equal(taken, (await ItemAsync(Primary, Other))!.TryGetValue(RegionsTable.Reason, out _));
    }

    [Theory]
    [InlineData(RegionsTable.DrainedAt, "2026-11-24T11:00:00.000Z", null, false)]
    [InlineData(RegionsTable.RestoredAt, "2026-11-24T11:00:00.000Z", null, false)] // an act came in between
    [InlineData(RegionsTable.RestoredAt, "2026-11-24T11:00:00.001Z", "2026-11-24T11:00:00.000Z", false)]
    [InlineData(RegionsTable.RestoredAt, "2026-11-24T11:00:00.000Z", "2026-11-24T11:00:00.000Z", true)]
    public async Task AClaim_IsTaken_IfTheOthersStandAsTheyWereRead(string attribute, string at, string? restoredAsRead, bool taken)
    {
        await PutAsync(Primary, Primary, (attribute, at));

        Assert.Equal(taken, await Tables.ClaimAsync(Claim(Other, new RegionRecord(Primary, null, restoredAsRead is null ? null : DateTimeOffset.Parse(restoredAsRead))), CancellationToken.None));
        Assert.Equal(taken, await ItemAsync(Primary, Other) is not null);
    }

    [Fact]
    public async Task ANoteOfAnAlarm_IsTheLatest_InWhateverOrderTheyCome_AndEachRegionsOwn()
    {
        var notes = new DynamoAlarmNotes(clients[Primary], table, Primary);
        var raised = new AlarmNotice(Other, "client-5xx", true, Noon);

        Assert.Null(await notes.LastAsync(Other, CancellationToken.None));
        await notes.KeepAsync(raised, CancellationToken.None);
        await notes.KeepAsync(raised with { Raised = false, ChangedAt = Noon.AddMilliseconds(-1) }, CancellationToken.None);
        Assert.Equal(raised, await notes.LastAsync(Other, CancellationToken.None));
        await notes.KeepAsync(raised with { Raised = false, ChangedAt = Noon.AddMilliseconds(1) }, CancellationToken.None);

        Assert.Equal(raised with { Raised = false, ChangedAt = Noon.AddMilliseconds(1) }, await notes.LastAsync(Other, CancellationToken.None));
        Assert.Null(await new DynamoAlarmNotes(clients[Primary], table, Other).LastAsync(Other, CancellationToken.None));
    }

    /// <summary>The other region's endpoint, under which its table has the same name.</summary>
    private sealed class OtherRegion(AmazonDynamoDBConfig config) : AmazonDynamoDBClient(new BasicAWSCredentials("local", "local"), config)
    {
        public const string Suffix = "-other";

        public override Task<GetItemResponse> GetItemAsync(GetItemRequest request, CancellationToken cancellationToken = default)
        {
            request.TableName += Suffix;
            return base.GetItemAsync(request, cancellationToken);
        }

        public override Task<TransactWriteItemsResponse> TransactWriteItemsAsync(TransactWriteItemsRequest request, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("A claim goes to the arbiter's table only.");
    }
}
