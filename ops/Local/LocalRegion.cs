using System.Collections.Immutable;
using Amazon.SQS;
using Appointments.Aws;
using Appointments.Local.DynamoDb;
using Appointments.Local.Emulators;
using Appointments.Local.EventSources;
using Appointments.Local.Faults;
using Appointments.Local.Gateway;
using Appointments.Local.Lambda;
using Appointments.Local.Topology;
using Appointments.Local.Velocity;
using Appointments.Local.Watching;

namespace Appointments.Local;

/// <summary>One region on this machine: emulators, functions, event source mappings, API. The same for each; what tells regions apart is the topology.</summary>
internal sealed class LocalRegion : IAsyncDisposable
{
    private readonly RegionTopology topology;
    private readonly LocalRunOptions options;
    private readonly Parts parts = new();
    private readonly List<Task<string>> failures;
    private readonly List<StreamMapping> streamMappings = [];
    private ApiGateway api = null!;

    /// <param name="emulators">Owned from now on.</param>
    public LocalRegion(RegionTopology topology, RegionEmulators emulators, LocalRunOptions options)
    {
        this.topology = topology;
        this.options = options;
        Emulators = parts.Add(emulators);
        failures = [.. emulators.EndedEarly.Select(ReportAsync)];
    }

    public string Name => topology.Region;

    public RegionTopology Topology => topology;

    public RegionEmulators Emulators { get; }

    public LocalLambda Functions { get; private set; } = null!;

    public IReadOnlyList<StreamMapping> StreamMappings => streamMappings;

    /// <summary>How often all of them have read to the end and had it handled.</summary>
    public long TimesCaughtUp => streamMappings.Select(mapping => (long)mapping.TimesCaughtUp).DefaultIfEmpty(long.MaxValue).Min();

    /// <summary>The region as that which faults act upon.</summary>
    public FaultyRegion Faulty(Routing.Router router, Random random) => new(Name, Emulators, Functions, api, router, random);

    /// <summary>The address of the stage, such as <c>http://127.0.0.1:8081/Prod</c>.</summary>
    public Uri Stage { get; private set; } = null!;

    /// <summary>Ends when a part of the region has ended by itself, with the report.</summary>
    public Task<string> Failed => Task.WhenAny(failures).Unwrap();

    /// <summary>Where a region's data outlive the run; null: nowhere.</summary>
    public static string? DataFolder(string region, LocalRunOptions options) => options.DataDirectory is { } data ? Path.Combine(data, region) : null;

    /// <summary>Starts what works on the tables and queues: functions, event source mappings, the API.</summary>
    /// <param name="scratch">For homes of processes and, without a data folder, logs; removed with the run.</param>
    /// <param name="port">The API's; 0: any that is free.</param>
    /// <param name="surroundings">What the region has to do with the others.</param>
    public async Task StartAsync(VelocityEngines velocity, string scratch, int port, RegionSurroundings surroundings, CancellationToken cancel)
    {
        Functions = parts.Add(new LocalLambda(topology.Functions, new LambdaSettings
        {
            Region = Name,
            FunctionsDirectory = options.FunctionsDirectory,
            ScratchDirectory = scratch,
            DynamoDbEndpoint = Emulators.DynamoDb.Endpoint,
            DynamoDbEndpoints = surroundings.DynamoDbEndpoints,
            Address = address => surroundings.Address(Name, Stage, address),
            SqsEndpoint = Emulators.Sqs.Endpoint,
            AccessKeyId = DynamoDbEndpoint.AccessKey,
            SecretAccessKey = DynamoDbEndpoint.AccessKey,
            LogsDirectory = Path.Combine(options.DataDirectory ?? scratch, "logs"),
            OnLine = options.OnFunctionLine,
        }, options.Clock));
        await StartMappingsAsync(cancel);
        api = parts.Add(await ApiGateway.StartAsync(topology.Api,
            new GatewayBackends(Name, topology.AccountId, Emulators.Sqs.Endpoint, Emulators.DynamoDb.Endpoint, Functions, DynamoDbEndpoint.AccessKey),
            new GatewayOptions(velocity, options.Clock, port, options.Progress) { OnAnswered = surroundings.OnAnswered }, cancel));
        Stage = new Uri(api.Url, topology.Api.StageName);
    }

    /// <summary>What an operator reaches: through the proxies, so that a drain is stamped, replicated, and fails where the region does.</summary>
    /// <param name="declared">The same region with AWS's addresses.</param>
    public DeployedRegion Operated(DeployedRegion declared) => declared with
    {
        Stage = Stage,
        Endpoints = new RegionEndpoints(Emulators.DynamoDb.Endpoint, Emulators.Sqs.Endpoint),
        Queues = declared.Queues.ToImmutableSortedDictionary(queue => queue.Key, queue => new DeployedQueue(Here(queue.Value.Url), Here(queue.Value.DeadLetters))),
    };

    /// <summary>What hears of alarms.</summary>
    internal HearingRegion Hearing()
    {
        var sqs = parts.Own(new AmazonSQSClient(DynamoDbEndpoint.AccessKey, DynamoDbEndpoint.AccessKey, new AmazonSQSConfig { ServiceURL = Emulators.Sqs.Endpoint.ToString(), AuthenticationRegion = Name, MaxErrorRetry = 0 }));
        return new HearingRegion(Functions, (queue, message, cancel) => new FailureDestination(sqs, queue).SendAsync(message, cancel));
    }

    public ValueTask DisposeAsync() => parts.DisposeAsync();

    private async Task StartMappingsAsync(CancellationToken cancel)
    {
        var context = new MappingContext(Name, Functions, options.Clock, notice => options.Progress.Report($"{Name}: {notice.Text}"));
        var sqs = parts.Own(new AmazonSQSClient(DynamoDbEndpoint.AccessKey, DynamoDbEndpoint.AccessKey,
            new AmazonSQSConfig { ServiceURL = Emulators.Sqs.Endpoint.ToString(), AuthenticationRegion = Name, Timeout = TimeSpan.FromSeconds(10), MaxErrorRetry = 0 })); // a poll that is given up has its messages hidden for the visibility timeout
        foreach (var spec in topology.QueueMappings)
        {
            var mapping = parts.Add(new QueueMapping(spec, sqs, context));
            await mapping.StartAsync(cancel);
            failures.Add(ReportAsync(mapping.Running, $"The queue mapping {spec.Id} of {Name}"));
        }
        var positions = new FileStreamPositions(DataFolder(Name, options) is { } data ? Path.Combine(data, "stream-positions.json") : null);
        foreach (var spec in topology.StreamMappings)
        {
            var table = topology.Tables.Single(table => table.StreamArn == spec.StreamArn).Name;
            var mapping = parts.Add(new StreamMapping(spec, new TableStreamReader(Emulators.Database.Endpoint, table, options.Clock).ReadAsync, context, positions,
                spec.FailureDestinationArn is { } destination ? new FailureDestination(sqs, destination) : null));
            await mapping.StartAsync(cancel);
            streamMappings.Add(mapping);
            failures.Add(ReportAsync(mapping.Running, $"The stream mapping {spec.Id} of {Name}"));
        }
    }

    private Uri Here(Uri queue) => new(Emulators.Sqs.Endpoint, queue.AbsolutePath);

    private static async Task<string> ReportAsync(Task<Processes.ChildProcessException> endedEarly) => (await endedEarly).Message;

    private static async Task<string> ReportAsync(Task running, string what)
    {
        try { await running; }
        catch (Exception problem) { return $"{what} broke: {problem}"; } // the report is what stops the run
        return await new TaskCompletionSource<string>().Task; // stopped as it was told: nothing to report
    }
}
