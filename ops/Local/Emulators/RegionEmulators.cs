using Appointments.Local.DynamoDb;
using Appointments.Local.Processes;
using Appointments.Local.Proxies;
using Appointments.Local.Topology;

namespace Appointments.Local.Emulators;

/// <summary>One region's DynamoDB and SQS, made from its topology: two servers, its own or such as run elsewhere, each behind a proxy that can fail. All but replication goes through the proxies.</summary>
public sealed class RegionEmulators : IAsyncDisposable
{
    private readonly Parts parts = new();
    private OwnServer<DynamoDbLocal>? tables;
    private OwnServer<Fauxqs>? queues;
    private TimeSpan ahead;
    private bool keepData;

    private RegionEmulators(string region) => Region = region;

    public string Region { get; }

    /// <summary>For replication, and for reading the tables' streams.</summary>
    public RegionDatabase Database { get; private set; } = null!;

    /// <summary>What functions and gateway get as DynamoDB's endpoint.</summary>
    public DynamoDbProxy DynamoDb { get; private set; } = null!;

    /// <summary>What functions, mappings and gateway get as SQS's endpoint.</summary>
    public ForwardingProxy Sqs { get; private set; } = null!;

    /// <summary>The SQS server itself, for those who look on while its proxy fails.</summary>
    public Uri SqsServer { get; private set; } = null!;

    /// <summary>Why its servers must not be killed; null: they may be.</summary>
    public string? WhyTheyCannotDie =>
        tables is null || queues is null ? $"The tables or the queues of {Region} are not this run's own (--dynamodb, --sqs): it cannot kill them. Inject api-unreachable, table-unreachable and queue-unreachable instead, or run without these options."
        : !keepData ? $"The tables and queues of {Region} would be lost with their processes: this machine has no {TransientData.Memory} with room for them. Give the run a folder with --data DIR."
        : null;

    /// <summary>Those of its own servers, as they are now.</summary>
    public IReadOnlyList<ChildProcess> Processes => [.. new[] { tables?.Now.Process, queues?.Now.Process }.OfType<ChildProcess>()];

    /// <summary>To watch for an early exit: one for each server of its own.</summary>
    public IEnumerable<Task<ChildProcessException>> EndedEarly => [.. new[] { tables?.EndedEarly, queues?.EndedEarly }.OfType<Task<ChildProcessException>>()];

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
    public async Task MoveQueuesClockAsync(TimeSpan by, CancellationToken cancel)
    {
        if (queues is null) { throw new LocalRunException($"The queues of {Region} are not this run's own (--sqs): their clock cannot be moved."); }
        await queues.Now.MoveClockAsync(by, cancel);
        ahead += by;
    }

    public ValueTask DisposeAsync() => parts.DisposeAsync();

    /// <summary>Kills both servers (SIGKILL). Calls break off, and fail until they are started again.</summary>
    public Task KillAsync() => Task.WhenAll(tables!.KillAsync(), queues!.KillAsync());

    /// <summary>Starts both again, at the same addresses and with their data.</summary>
    public async Task StartAgainAsync(CancellationToken cancel)
    {
        await Task.WhenAll(tables!.StartAsync(cancel), queues!.StartAsync(cancel));
        if (ahead > TimeSpan.Zero) { await queues.Now.MoveClockAsync(ahead, cancel); } // its new process begins with this machine's time
    }

    private async Task BuildAsync(Lazy<Task<EmulatorTools>> tools, RunningServers elsewhere, RegionTopology topology, string? dataFolder, TimeProvider clock, CancellationToken cancel)
    {
        keepData = dataFolder is not null;
        if (dataFolder is not null) { Directory.CreateDirectory(dataFolder); } // where both servers run elsewhere nobody else makes it
        string? Under(string name) => dataFolder is null ? null : Path.Combine(dataFolder, name);
        var starting = elsewhere.Sqs is { } sqs ? Task.FromResult(sqs) : StartQueuesAsync(await tools.Value, topology.AccountId, Under("sqs"), cancel);
        var tablesAddress = elsewhere.DynamoDb ?? await StartTablesAsync(await tools.Value, Under("dynamodb"), cancel);
        SqsServer = await starting;
        var endpoint = parts.Own(new DynamoDbEndpoint(tablesAddress, Region));
        await TableCreation.EnsureAsync(endpoint, topology.Tables, cancel);
        await QueueCreation.EnsureAsync(SqsServer, Region, topology.Queues, cancel);
        Database = RegionDatabase.Of(topology, endpoint, new SkewedClock(clock), Under("stamps.jsonl"));
        parts.Own(Database.Stamps);
        DynamoDb = await OwnedAsync(DynamoDbProxy.StartAsync(Database, clock, cancel));
        Sqs = await OwnedAsync(ForwardingProxy.StartAsync(SqsServer, null, clock, cancel));
    }

    private async Task<Uri> StartTablesAsync(EmulatorTools tools, string? folder, CancellationToken cancel)
    {
        this.tables = parts.Add(new OwnServer<DynamoDbLocal>((port, stop) => DynamoDbLocal.StartAsync(tools, Region, folder, stop, port)));
        await this.tables.StartAsync(cancel);
        return this.tables.Now.Endpoint;
    }

    private async Task<Uri> StartQueuesAsync(EmulatorTools tools, string account, string? folder, CancellationToken cancel)
    {
        queues = parts.Add(new OwnServer<Fauxqs>((port, stop) => Fauxqs.StartAsync(tools, Region, account, folder, stop, port)));
        await queues.StartAsync(cancel);
        return queues.Now.Endpoint;
    }

    private async Task<T> OwnedAsync<T>(Task<T> starting)
        where T : IAsyncDisposable => parts.Add(await starting);
}
