using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Appointments.Local.DynamoDb;
using Appointments.Local.Emulators;
using Appointments.Local.Replication;
using Appointments.Local.Topology;

namespace Appointments.Tests.Data;

/// <summary>One replicated table in two or three regions, each behind its proxy, with replication between them.</summary>
internal sealed class ReplicatedRegions : IAsyncDisposable
{
    private readonly ImmutableArray<RegionDatabase> databases;
    private readonly ImmutableArray<DynamoDbProxy> proxies;
    private readonly ImmutableArray<DynamoDbEndpoint> callers;

    private ReplicatedRegions(TableSpec table, ImmutableArray<RegionDatabase> databases, ImmutableArray<DynamoDbProxy> proxies, int seed)
    {
        Table = table;
        this.databases = databases;
        this.proxies = proxies;
        callers = [.. proxies.Zip(databases, (proxy, database) => new DynamoDbEndpoint(proxy.Endpoint, database.Region))];
        Replicator = Replicator.Start(databases, TimeProvider.System, new Random(seed));
    }

    public TableSpec Table { get; }

    public Replicator Replicator { get; }

    public int Count => databases.Length;

    public static async Task<ReplicatedRegions> StartAsync(EmulatorFixture emulators, int count = 2, int seed = 1)
    {
        var table = EmulatorFixture.Table("global");
        var databases = emulators.Databases.Take(count).Select(endpoint => new RegionDatabase(endpoint, new StampBook(endpoint.Region, new SkewedClock(TimeProvider.System), null),
            ImmutableDictionary<string, TableSpec>.Empty.Add(table.Name, table))).ToImmutableArray();
        await Task.WhenAll(databases.Select(database => TableCreation.EnsureAsync(database.Endpoint, [table], CancellationToken.None)));
        var proxies = await Task.WhenAll(databases.Select(database => DynamoDbProxy.StartAsync(database, TimeProvider.System, CancellationToken.None)));
        return new ReplicatedRegions(table, databases, [.. proxies], seed);
    }

    public StampBook Stamps(int region) => databases[region].Stamps;

    public DynamoDbEndpoint Direct(int region) => databases[region].Endpoint;

    public DynamoDbProxy Proxy(int region) => proxies[region];

    public DynamoDbEndpoint Caller(int region) => callers[region];

    public ReplicationLink Link(int from, int to) => Replicator.Link(databases[from].Region, databases[to].Region);

    public Task CutAllAsync() => Task.WhenAll(Replicator.Links.Select(link => link.CutAsync()));

    public void HealAll()
    {
        foreach (var link in Replicator.Links) { link.Heal(); }
    }

    public Task PutAsync(int region, string id, string value) => callers[region].PutAsync(Table.Name, Items.Item(id, value));

    public Task DeleteAsync(int region, string id) => callers[region].DeleteAsync(Table.Name, Items.Key(id));

    /// <summary>Two items in one transaction.</summary>
    public Task PutBothAsync(int region, string one, string other, string value) => callers[region].CallAsync("TransactWriteItems", new JsonObject
    {
        ["TransactItems"] = new JsonArray([.. new[] { one, other }.Select(id => new JsonObject { ["Put"] = new JsonObject { ["TableName"] = Table.Name, ["Item"] = Items.Item(id, value) } })]),
    }, CancellationToken.None);

    public Task<List<string>> AllAsync(int region) => databases[region].Endpoint.AllAsync(Table.Name);

    /// <summary>Waits until nothing is on its way, and gives the tables, which must all be the same.</summary>
    public async Task<List<string>> ConvergedAsync()
    {
        await Eventually.TrueAsync(() => Replicator.IsIdle || Replicator.Broken.IsCompleted, "replication is idle");
        Assert.False(Replicator.Broken.IsCompleted, $"{Replicator.Broken.Exception}");
        var tables = await Task.WhenAll(Enumerable.Range(0, Count).Select(AllAsync));
        Assert.All(tables, table => Assert.Equal(tables[0], table));
        return tables[0];
    }

    public async ValueTask DisposeAsync()
    {
        await Replicator.DisposeAsync();
        foreach (var caller in callers) { caller.Dispose(); }
        await Task.WhenAll(proxies.Select(proxy => proxy.DisposeAsync().AsTask()));
        foreach (var database in databases) { database.Stamps.Dispose(); }
    }
}
