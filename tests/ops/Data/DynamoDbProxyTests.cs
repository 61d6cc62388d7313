using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Appointments.Local.DynamoDb;
using Appointments.Local.Emulators;
using Appointments.Local.Proxies;
using Appointments.Local.Topology;
using Microsoft.Extensions.Time.Testing;

namespace Appointments.Tests.Data;

[Collection(EmulatorCollection.Name)]
public sealed class DynamoDbProxyTests(EmulatorFixture emulators) : IAsyncLifetime, IDisposable
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero));
    private readonly TableSpec table = EmulatorFixture.Table("stamped");
    private readonly TableSpec local = EmulatorFixture.Table("local", replicated: false);
    private RegionDatabase database = null!;
    private DynamoDbProxy proxy = null!;
    private DynamoDbEndpoint caller = null!;

    public async Task InitializeAsync()
    {
        await TableCreation.EnsureAsync(emulators.First, [table, local], CancellationToken.None);
        var stamps = new StampBook(emulators.First.Region, new SkewedClock(clock), null);
        database = new RegionDatabase(emulators.First, stamps, ImmutableDictionary<string, TableSpec>.Empty.Add(table.Name, table));
        proxy = await DynamoDbProxy.StartAsync(database, TimeProvider.System, CancellationToken.None);
        caller = new DynamoDbEndpoint(proxy.Endpoint, emulators.First.Region);
    }

    public Task DisposeAsync() => proxy.DisposeAsync().AsTask();

    public void Dispose() => caller.Dispose();

    [Fact]
    public async Task EveryKindOfWrite_IsStampedWithTheRegionsTimeAndName()
    {
        await caller.PutAsync(table.Name, Items.Item("put", "1"));
        await CallAsync("UpdateItem", new() { ["Key"] = Items.Key("updated"), ["UpdateExpression"] = "SET v = :v", ["ExpressionAttributeValues"] = new JsonObject { [":v"] = new JsonObject { ["S"] = "1" } } });
        await caller.DeleteAsync(table.Name, Items.Key("deleted"));
        await TransactAsync("transacted", check: "checked");
        await caller.CallAsync("BatchWriteItem", new JsonObject
        {
            ["RequestItems"] = new JsonObject
            {
                [table.Name] = new JsonArray(
                    new JsonObject { ["PutRequest"] = new JsonObject { ["Item"] = Items.Item("batch-put", "1") } },
                    new JsonObject { ["DeleteRequest"] = new JsonObject { ["Key"] = Items.Key("batch-deleted") } }),
            },
        }, CancellationToken.None);

        var now = new Stamp(clock.GetUtcNow().UtcTicks, "eu-west-1");
        string[] written = ["put", "updated", "deleted", "transacted", "batch-put", "batch-deleted"];
        Assert.All(written, id => Assert.Equal(now, StampOf(id)));
        Assert.Null(StampOf("checked"));
        Assert.Equal(written.Length, database.Stamps.OwnWrites.Count());
    }

    [Fact]
    public async Task Write_IsNotStamped_WhenItIsRefusedOrItsTableIsNotReplicated()
    {
        var refused = await Assert.ThrowsAsync<DynamoDbCallException>(() =>
            CallAsync("PutItem", new() { ["Item"] = Items.Item("a", "1"), ["ConditionExpression"] = "attribute_exists(id)" }));
        await Assert.ThrowsAsync<DynamoDbCallException>(() => CallAsync("PutItem", new() { ["Item"] = new JsonObject { ["id"] = new JsonObject { ["S"] = "no sort key" } } }));
        await Assert.ThrowsAsync<DynamoDbCallException>(() => CallAsync("PutItem", new() { ["Item"] = "nonsense" }));
        await caller.PutAsync(local.Name, Items.Item("a", "1"));

        Assert.Equal("ConditionalCheckFailedException", refused.Error);
        Assert.Empty(database.Stamps.OwnWrites);
    }

    /// <summary>Else the item as it was before would, once the server is back, win over what another region wrote meanwhile.</summary>
    [Fact]
    public async Task Write_IsNotStamped_WhenItsServerIsDead()
    {
        using var nobody = new DynamoDbEndpoint(new Uri("http://127.0.0.1:1"), "eu-west-1"); // no service listens there
        await using var dead = await DynamoDbProxy.StartAsync(database with { Endpoint = nobody }, TimeProvider.System, CancellationToken.None);
        using var through = new DynamoDbEndpoint(dead.Endpoint, "eu-west-1");

        await Assert.ThrowsAsync<HttpRequestException>(() => through.PutAsync(table.Name, Items.Item("unsent", "1")));

        Assert.Null(StampOf("unsent"));
    }

    [Fact]
    public async Task Stamp_IsLaterThanTheItemsLast_WhenTheClockStandsStillOrGoesBack()
    {
        await caller.PutAsync(table.Name, Items.Item("a", "1"));
        var first = StampOf("a")!.Value;
        await caller.PutAsync(table.Name, Items.Item("a", "2"));
        Assert.Equal(first.Ticks + 1, StampOf("a")!.Value.Ticks);
        database.Stamps.Record(ItemKey.Of(table, Json(Items.Key("a")))!.Value, new Stamp(first.Ticks + 1000, "us-east-1"));
        database.Stamps.Clock.Skew = TimeSpan.FromMinutes(-5);

        await caller.PutAsync(table.Name, Items.Item("a", "3"));

        Assert.Equal(new Stamp(first.Ticks + 1001, "eu-west-1"), StampOf("a"));
    }

    [Fact]
    public async Task Stamps_FollowTheOrderOfWrites_WhenManyWriteOneItemAtOnce()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(number => caller.PutAsync(table.Name, Items.Item("a", $"{number}"))));

        Assert.Equal(clock.GetUtcNow().UtcTicks + 39, StampOf("a")!.Value.Ticks);
    }

    [Fact]
    public async Task Item_StaysLockedUntilItIsStamped_WhenAWriteIsUnderWay()
    {
        var (applied, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var slow = await ForwardingProxy.StartAsync(emulators.First.Address, next => async (request, cancel) =>
        {
            var reply = await next(request, cancel);
            applied.SetResult();
            await release.Task;
            return reply;
        }, TimeProvider.System, CancellationToken.None);
        using var behind = new DynamoDbEndpoint(slow.Endpoint, emulators.First.Region);
        await using var stamping = await DynamoDbProxy.StartAsync(database with { Endpoint = behind }, TimeProvider.System, CancellationToken.None);
        using var through = new DynamoDbEndpoint(stamping.Endpoint, emulators.First.Region);
        var put = through.PutAsync(table.Name, Items.Item("a", "1"));
        await applied.Task;

        var delivery = database.Stamps.LockAsync([ItemKey.Of(table, Json(Items.Key("a")))!.Value], CancellationToken.None);
        Assert.False(delivery.IsCompleted); // or a delivery would be written between the write and its stamp
        Assert.Null(StampOf("a"));
        release.SetResult();
        using var locked = await delivery;

        Assert.NotNull(StampOf("a"));
        await put;
    }

    [Fact]
    public async Task PartiQl_IsRefusedInWords()
    {
        var refused = await Assert.ThrowsAsync<DynamoDbCallException>(() =>
            caller.CallAsync("ExecuteStatement", new JsonObject { ["Statement"] = $"DELETE FROM \"{table.Name}\"" }, CancellationToken.None));

        Assert.Equal("ValidationException", refused.Error);
        Assert.Contains("PartiQL", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheSdk_SeesDynamoDbsOwnAnswersAndErrors_ThroughTheProxy()
    {
        using var sdk = Sdk(TimeSpan.FromSeconds(20));
        var item = new Dictionary<string, AttributeValue> { ["id"] = new("ñandú"), ["status"] = new("requested"), ["n"] = new() { N = "1.50" } };
        await sdk.PutItemAsync(table.Name, item);

        var found = await sdk.GetItemAsync(table.Name, new() { ["id"] = new("ñandú"), ["status"] = new("requested") });
        var refused = await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => sdk.PutItemAsync(new PutItemRequest(table.Name, item)
        {
            ConditionExpression = "attribute_not_exists(id)",
            ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
        }));

        Assert.Equal("1.5", found.Item["n"].N);
        Assert.Equal("ñandú", refused.Item["id"].S);
        Assert.NotNull(StampOf("ñandú"));
    }

    private AmazonDynamoDBClient Sdk(TimeSpan timeout) =>
        new("ANY", "ANY", new AmazonDynamoDBConfig { ServiceURL = proxy.Endpoint.ToString(), AuthenticationRegion = "eu-west-1", Timeout = timeout, MaxErrorRetry = 0 });

    private Task<JsonElement> CallAsync(string operation, JsonObject request)
    {
        request["TableName"] = table.Name;
        return caller.CallAsync(operation, request, CancellationToken.None);
    }

    private Task<JsonElement> TransactAsync(string put, string check) => caller.CallAsync("TransactWriteItems", new JsonObject
    {
        ["TransactItems"] = new JsonArray(
            new JsonObject { ["Put"] = new JsonObject { ["TableName"] = table.Name, ["Item"] = Items.Item(put, "1") } },
            new JsonObject { ["ConditionCheck"] = new JsonObject { ["TableName"] = table.Name, ["Key"] = Items.Key(check), ["ConditionExpression"] = "attribute_not_exists(id)" } }),
    }, CancellationToken.None);

    private Stamp? StampOf(string id) => database.Stamps.Find(ItemKey.Of(table, Json(Items.Key(id)))!.Value);

    private static JsonElement Json(JsonObject json) => JsonElement.Parse(json.ToJsonString());
}
