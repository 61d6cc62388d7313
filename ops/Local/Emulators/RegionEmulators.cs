using System.Collections.Immutable;
using Appointments.Local.DynamoDb;
using Appointments.Local.Processes;
using Appointments.Local.Proxies;
using Appointments.Local.Topology;

namespace Appointments.Local.Emulators;

/// <summary>One region's DynamoDB and SQS, made from its topology: two servers, its own or such as run elsewhere, each behind a proxy that can fail. All but replication goes through the proxies.</summary>
public sealed class RegionEmulators : IAsyncDisposable
{
    private readonly Parts parts = new();
    private Fauxqs? queues;

    private RegionEmulators(string region) => Region = region;

    public string Region { get; }

    /// <summary>For replication, and for reading the tables' streams.</summary>
    public RegionDatabase Database { get; private set; } = null!;

    /// <summary>What functions and gateway get as DynamoDB's endpoint.</summary>
    public DynamoDbProxy DynamoDb { get; private set; } = null!;

    /// <summary>What functions, mappings and gateway get as SQS's endpoint.</summary>
    public ForwardingProxy Sqs { get; private set; } = null!;

    /// <summary>To watch for an early exit.</summary>
    public ImmutableArray<ChildProcess> Processes { get; private set; } = [];

    /// <summary>Starts the servers and makes the tables and queues.</summary>
    /// <param name="tools">Asked only where a server has to be started.</param>
    /// <param name="elsewhere">What runs already and is to be used.</param>
    /// <param name="dataFolder">The region's own folder, made when needed; null: in memory.</param>
    /// <exception cref="ChildProcessException">A server did not come up; the message holds its last lines.</exception>
    public static async Task<RegionEmulators> StartAsync(Lazy<Task<EmulatorTools>> tools, RunningServers elsewhere, RegionTopology topology, string? dataFolder, TimeProvider clock, CancellationToken cancel)
    {
        var region = new RegionEmulators(topology.Region);
        try
        {
            await region.BuildAsync(tools, elsewhere, topology, dataFolder, clock, cancel);
            return region;
        }
        catch
        {
            await region.DisposeAsync();
            throw;
        }
    }

    /// <summary>Moves the queues' time on, and no other: what a queue waits for (deduplication, a visibility timeout) comes at once.</summary>
    public Task MoveQueuesClockAsync(TimeSpan by, CancellationToken cancel) =>
        queues?.MoveClockAsync(by, cancel) ?? throw new LocalRunException($"The queues of {Region} are not this run's own (--sqs): their clock cannot be moved.");

    public ValueTask DisposeAsync() => parts.DisposeAsync();

    private async Task BuildAsync(Lazy<Task<EmulatorTools>> tools, RunningServers elsewhere, RegionTopology topology, string? dataFolder, TimeProvider clock, CancellationToken cancel)
    {
        string? Under(string name) => dataFolder is null ? null : Path.Combine(dataFolder, name);
        var starting = elsewhere.Sqs is { } sqs ? Task.FromResult(sqs) : StartQueuesAsync(await tools.Value, topology.AccountId, Under("sqs"), cancel);
        var tables = elsewhere.DynamoDb ?? await StartTablesAsync(await tools.Value, Under("dynamodb"), cancel);
        var queuesAddress = await starting;
        var endpoint = parts.Own(new DynamoDbEndpoint(tables, Region));
        await TableCreation.EnsureAsync(endpoint, topology.Tables, cancel);
        await QueueCreation.EnsureAsync(queuesAddress, Region, topology.Queues, cancel);
        Database = RegionDatabase.Of(topology, endpoint, new SkewedClock(clock), Under("stamps.jsonl"));
        parts.Own(Database.Stamps);
        DynamoDb = await OwnedAsync(DynamoDbProxy.StartAsync(Database, clock, cancel));
        Sqs = await OwnedAsync(ForwardingProxy.StartAsync(queuesAddress, null, clock, cancel));
    }

    private async Task<Uri> StartTablesAsync(EmulatorTools tools, string? folder, CancellationToken cancel)
    {
        var tables = await OwnedAsync(DynamoDbLocal.StartAsync(tools, Region, folder, cancel));
        Watch(tables.Process);
        return tables.Endpoint;
    }

    private async Task<Uri> StartQueuesAsync(EmulatorTools tools, string account, string? folder, CancellationToken cancel)
    {
        queues = await OwnedAsync(Fauxqs.StartAsync(tools, Region, account, folder, cancel));
        Watch(queues.Process);
        return queues.Endpoint;
    }

    private void Watch(ChildProcess process)
    {
        lock (parts) { Processes = Processes.Add(process); } // the two start at the same time
    }

    private async Task<T> OwnedAsync<T>(Task<T> starting)
        where T : IAsyncDisposable => parts.Add(await starting);
}
