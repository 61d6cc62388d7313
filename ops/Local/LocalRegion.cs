using Amazon.SQS;
using Appointments.Local.DynamoDb;
using Appointments.Local.Emulators;
using Appointments.Local.EventSources;
using Appointments.Local.Gateway;
using Appointments.Local.Lambda;
using Appointments.Local.Proxies;
using Appointments.Local.Topology;
using Appointments.Local.Velocity;

namespace Appointments.Local;

/// <summary>One region on this machine: its own servers, proxies, functions, mappings and API. The same for each; what tells regions apart is the topology.</summary>
internal sealed class LocalRegion : IAsyncDisposable
{
    private readonly RegionTopology topology;
    private readonly LocalRunOptions options;
    private readonly string scratch;
    private readonly Parts parts = new();
    private readonly List<Task<string>> failures = [];

    private LocalRegion(RegionTopology topology, LocalRunOptions options, string scratch)
    {
        this.topology = topology;
        this.options = options;
        this.scratch = scratch;
    }

    public string Name => topology.Region;

    /// <summary>The address of the stage, such as <c>http://127.0.0.1:8081/Prod</c>.</summary>
    public Uri Stage { get; private set; } = null!;

    public RegionDatabase Database { get; private set; } = null!;

    public DynamoDbProxy DynamoDb { get; private set; } = null!;

    public ForwardingProxy Sqs { get; private set; } = null!;

    public LocalLambda Functions { get; private set; } = null!;

    /// <summary>Ends when a part of the region has ended by itself, with the report.</summary>
    public Task<string> Failed => Task.WhenAny(failures).Unwrap();

    /// <summary>Starts the region's tables and queues.</summary>
    public static async Task<LocalRegion> StartDataAsync(RegionTopology topology, EmulatorTools tools, LocalRunOptions options, string scratch, CancellationToken cancel)
    {
        var region = new LocalRegion(topology, options, scratch);
        try
        {
            await Task.WhenAll(region.StartTablesAsync(tools, cancel), region.StartQueuesAsync(tools, cancel));
            return region;
        }
        catch
        {
            await region.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts what works on them: functions, event source mappings, the API.</summary>
    public async Task StartComputeAsync(VelocityEngines velocity, int port, CancellationToken cancel)
    {
        Functions = parts.Add(new LocalLambda(topology.Functions, new LambdaSettings
        {
            Region = Name,
            FunctionsDirectory = options.FunctionsDirectory,
            ScratchDirectory = scratch,
            DynamoDbEndpoint = DynamoDb.Endpoint,
            SqsEndpoint = Sqs.Endpoint,
            AccessKeyId = DynamoDbEndpoint.AccessKey,
            SecretAccessKey = DynamoDbEndpoint.AccessKey,
            LogsDirectory = Path.Combine(options.DataDirectory ?? scratch, "logs"),
        }, options.Clock));
        await StartMappingsAsync(cancel);
        var api = parts.Add(await ApiGateway.StartAsync(topology.Api,
            new GatewayBackends(Name, topology.AccountId, Sqs.Endpoint, DynamoDb.Endpoint, Functions, DynamoDbEndpoint.AccessKey),
            new GatewayOptions(velocity, options.Clock, port, options.Progress), cancel));
        Stage = new Uri(api.Url, topology.Api.StageName);
    }

    public ValueTask DisposeAsync() => parts.DisposeAsync();

    private async Task StartTablesAsync(EmulatorTools tools, CancellationToken cancel)
    {
        var server = parts.Add(await DynamoDbLocal.StartAsync(tools, Name, DataFolder("dynamodb"), cancel));
        failures.Add(ReportAsync(server.Process));
        var endpoint = parts.AddPlain(new DynamoDbEndpoint(server.Endpoint, Name));
        await TableCreation.EnsureAsync(endpoint, topology.Tables, cancel);
        Database = RegionDatabase.Of(topology, endpoint, new SkewedClock(options.Clock), DataFolder("stamps"));
        parts.AddPlain(Database.Stamps);
        DynamoDb = parts.Add(await DynamoDbProxy.StartAsync(Database, options.Clock, cancel));
    }

    private async Task StartQueuesAsync(EmulatorTools tools, CancellationToken cancel)
    {
        var server = parts.Add(await Fauxqs.StartAsync(tools, Name, topology.AccountId, DataFolder("sqs"), cancel));
        failures.Add(ReportAsync(server.Process));
        await QueueCreation.EnsureAsync(server.Endpoint, Name, topology.Queues, cancel);
        Sqs = parts.Add(await ForwardingProxy.StartAsync(server.Endpoint, null, options.Clock, cancel));
    }

    private async Task StartMappingsAsync(CancellationToken cancel)
    {
        var context = new MappingContext(Name, Functions, options.Clock, notice => options.Progress.Report($"{Name}: {notice.Text}"));
        var sqs = parts.AddPlain(new AmazonSQSClient(DynamoDbEndpoint.AccessKey, DynamoDbEndpoint.AccessKey,
            new AmazonSQSConfig { ServiceURL = Sqs.Endpoint.ToString(), AuthenticationRegion = Name, Timeout = TimeSpan.FromSeconds(5), MaxErrorRetry = 0 }));
        var positions = new FileStreamPositions(DataFolder("stream-positions.json"));
        foreach (var spec in topology.QueueMappings)
            await parts.Add(new QueueMapping(spec, sqs, context)).StartAsync(cancel);
        foreach (var spec in topology.StreamMappings)
        {
            var table = topology.Tables.Single(table => table.StreamArn == spec.StreamArn).Name;
            var mapping = parts.Add(new StreamMapping(spec, new TableStreamReader(Database.Endpoint, table, options.Clock).ReadAsync, context, positions,
                spec.FailureDestinationArn is { } destination ? new FailureDestination(sqs, destination) : null));
            await mapping.StartAsync(cancel);
            failures.Add(ReportAsync(mapping.Running, $"the stream mapping {spec.Id} of {Name}"));
        }
    }

    private string? DataFolder(string name)
    {
        if (options.DataDirectory is null)
            return null;
        var folder = Directory.CreateDirectory(Path.Combine(options.DataDirectory, Name)).FullName;
        return Path.Combine(folder, name);
    }

    private static async Task<string> ReportAsync(Processes.ChildProcess process) => (await process.EndedEarly).Message;

    private static async Task<string> ReportAsync(Task running, string what)
    {
        try { await running; }
        catch (Exception problem) { return $"{what} broke: {problem}"; } // the report is what stops the run
        return await new TaskCompletionSource<string>().Task; // stopped as it was told: nothing to report
    }
}
