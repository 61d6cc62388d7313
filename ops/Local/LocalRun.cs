using System.Collections.Immutable;
using Appointments.Aws;
using Appointments.Faults;
using Appointments.Local.Control;
using Appointments.Local.DynamoDb;
using Appointments.Local.Edge;
using Appointments.Local.Emulators;
using Appointments.Local.EventSources;
using Appointments.Local.Faults;
using Appointments.Local.Lambda;
using Appointments.Local.Replication;
using Appointments.Local.Routing;
using Appointments.Local.Topology;
using Appointments.Local.Velocity;
using Appointments.Local.Watching;
using Appointments.Plan;

namespace Appointments.Local;

/// <summary>What the graph declares, up on this machine. Reads as the topology: regions, the replication between them, a router and an edge before them, and a control.</summary>
public sealed class LocalRun : IAsyncDisposable
{
    /// <summary>After this a region does not answer an operator.</summary>
    private static readonly TimeSpan OperatorsPatience = TimeSpan.FromSeconds(2);

    private readonly Parts parts = new();
    private readonly string scratch = Directory.CreateTempSubdirectory("appointments-run-").FullName;

    private LocalRun(string apiKey, string? drillApiKey) => (ApiKey, DrillApiKey) = (apiKey, drillApiKey);

    public string ApiKey { get; }

    /// <summary>The key of drills; null where the graph declares none.</summary>
    public string? DrillApiKey { get; }

    /// <summary>The edge, up to and with the stage.</summary>
    public Uri EdgeUrl { get; private set; } = null!;

    /// <summary>Region to the address of its own stage, in the graph's order.</summary>
    public ImmutableArray<(string Region, Uri Stage)> Regions { get; private set; }

    public Uri ControlUrl { get; private set; } = null!;

    /// <summary>The run as operators' tools know it.</summary>
    public DeployedStack Deployment { get; private set; } = null!;

    /// <summary>How long a failover takes here, for people.</summary>
    public string Routing { get; private set; } = "";

    /// <summary>Each region's DynamoDB, for those who compare them item by item.</summary>
    public ImmutableArray<RegionDatabase> Databases { get; private set; }

    /// <summary>Region to its emulators, for those who make them fail.</summary>
    public ImmutableDictionary<string, RegionEmulators> Emulators { get; private set; } = ImmutableDictionary<string, RegionEmulators>.Empty;

    /// <summary>Region to its functions, for those who invoke or kill them.</summary>
    public ImmutableDictionary<string, LocalLambda> Functions { get; private set; } = ImmutableDictionary<string, LocalLambda>.Empty;

    /// <summary>The event source mappings from streams, of all regions: what reconciles.</summary>
    public ImmutableArray<StreamMapping> StreamMappings { get; private set; } = [];

    /// <summary>Links of the replication, to be cut, slowed or held item by item.</summary>
    public ImmutableArray<ReplicationLink> Links { get; private set; } = [];

    /// <summary>What is wrong with the regions on purpose.</summary>
    public IFaults Faults { get; private set; } = null!;

    /// <summary>Alarms that functions hear of, and the network between the regions on which they do.</summary>
    public LocalWatching Watching { get; private set; } = null!;

    /// <summary>Ends when a part has ended by itself, with a report that has the last lines of its log.</summary>
    public Task<string> Failed { get; private set; } = null!;

    /// <summary>Brings everything up; when it returns, all of it answers.</summary>
    /// <exception cref="LocalRunException">A part did not come up, or a tool is missing; the message says which and what to do. Nothing is left behind.</exception>
    public static async Task<LocalRun> StartAsync(ResourceGraph graph, string apiKey, LocalRunOptions options, CancellationToken cancel)
    {
        var run = new LocalRun(apiKey, options.DrillApiKey);
        try
        {
            run.Watching = new LocalWatching(new WatchingReader(graph).Read(), new RouterClock(options.Clock, options.TimeScale), options.Progress);
            await run.StartAsync(graph, new GraphReader(graph, apiKey, options.DrillApiKey).Regions(), new DnsReader(graph).Read(), BodyRules.From(graph), options, cancel);
            return run;
        }
        catch (Exception problem)
        {
            await run.DisposeAsync().AsTask().ContinueWith(_ => { }, TaskScheduler.Default); // why it did not start is what people need to know
            if (problem is Processes.ChildProcessException or MissingToolException)
                throw new LocalRunException(problem.Message, problem);
            throw;
        }
    }

    /// <summary>Moves the time of all regions' queues on, and no other: what a queue waits for (5 minutes of deduplication, a visibility timeout) comes at once.</summary>
    public Task MoveQueuesClockAsync(TimeSpan by, CancellationToken cancel) => Task.WhenAll(Emulators.Values.Select(region => region.MoveQueuesClockAsync(by, cancel)));

    public async ValueTask DisposeAsync()
    {
        try { await parts.DisposeAsync(); }
        finally { Directory.Delete(scratch, recursive: true); }
    }

    private async Task StartAsync(ResourceGraph graph, ImmutableArray<RegionTopology> topologies, DnsTopology dns, BodyRules bodies, LocalRunOptions options, CancellationToken cancel)
    {
        LoopbackServer.EnsureFree("the edge", options.Port);
        foreach (var (topology, index) in topologies.Select((topology, index) => (topology, index)))
            LoopbackServer.EnsureFree($"the API of {topology.Region}", PortOf(options, index + 1));
        LoopbackServer.EnsureFree("the control", PortOf(options, topologies.Length + 1));
        var engines = VelocityEngines.StartAsync(new ToolCache(ToolCache.UsersRoot(options.Environment), options.Progress), cancel);
        var tools = new Lazy<Task<EmulatorTools>>(() => EmulatorTools.EnsureAsync(options.Environment, options.Progress, cancel));
        var elsewhere = options.Elsewhere ?? new RunningServers(null, null);
        await elsewhere.EnsureReachableAsync(cancel);
        var transient = options.DataDirectory is null && TransientData.Create() is { } inMemory ? parts.Own(inMemory) : null;
        options.Progress.Report($"starting {string.Join(" and ", topologies.Select(topology => topology.Region))}");
        var regions = await Task.WhenAll(topologies.Select(async topology => parts.Add(new LocalRegion(topology,
            await RegionEmulators.StartAsync(tools, elsewhere, topology, LocalRegion.DataFolder(topology.Region, options) ?? transient?.Of(topology.Region), options.Clock, cancel), options))));
        Emulators = regions.ToImmutableDictionary(region => region.Name, region => region.Emulators);
        Databases = [.. regions.Select(region => region.Emulators.Database)];
        var replicator = parts.Add(Replicator.Start(Databases, options.Clock, Random.Shared));
        Links = replicator.Links;
        var velocity = parts.Own(await engines);
        parts.Add(Watching); // ends before the regions do
        var surroundings = new RegionSurroundings(await Watching.OpenAsync(Emulators.ToImmutableDictionary(each => each.Key, each => each.Value.DynamoDb.Endpoint), cancel), Watching.Count, dns.DomainNames);
        await Task.WhenAll(regions.Select((region, index) => region.StartAsync(velocity, scratch, PortOf(options, index + 1), surroundings, cancel)));
        Watching.Start(regions.ToImmutableDictionary(region => region.Name, region => region.Hearing()));
        StreamMappings = [.. regions.SelectMany(region => region.StreamMappings)];
        Functions = regions.ToImmutableDictionary(region => region.Name, region => region.Functions);
        Regions = [.. regions.Select(region => (region.Name, region.Stage))];
        var router = parts.Add(Router.Start(dns, Regions, new RouterClock(options.Clock, options.TimeScale)));
        Routing = router.Pace;
        EdgeUrl = new Uri(parts.Add(await EdgeProxy.StartAsync(router, bodies, options.Port, cancel)).Url, topologies[0].Api.StageName);
        Deployment = Deployed(graph, regions, options.TimeScale);
        var network = new RouterNetwork(router, replicator, [.. regions.Select(region => region.Name)]);
        var operated = parts.Own(new DataPlaneRegions(Deployment, network, OperatorsPatience, options.Clock));
        var queues = parts.Own(new QueueDepths(regions.Select(region => (region.Topology, region.Emulators))));
        var faults = parts.Own(new FaultsOnThisMachine([.. regions.Select(region => region.Faulty(router, Random.Shared))], Links, Watching.Network, options.Clock));
        Faults = faults;
        var controlled = new ControlledRun(Regions, operated, router, options.TimeScale, replicator, queues, faults, MoveQueuesClockAsync)
        {
            Edge = EdgeUrl, Watching = Watching, Deployment = Deployment, Network = network, Functions = Functions, CaughtUp = name => regions.Single(region => region.Name == name).TimesCaughtUp,
        };
        ControlUrl = parts.Add(await ControlApi.StartAsync(controlled, PortOf(options, regions.Length + 1), cancel)).Url;
        Failed = Task.WhenAny([.. regions.Select(region => region.Failed), BrokenAsync("Replication", replicator.Broken), BrokenAsync("The router", router.Running), BrokenAsync("An alarm", Watching.Running)]).Unwrap();
    }

    /// <summary>The stack's outputs, with addresses on this machine and Route 53's clock at its speed here.</summary>
    private DeployedStack Deployed(ResourceGraph graph, IEnumerable<LocalRegion> regions, double timeScale)
    {
        var declared = new StackOutputsReader("The graph's outputs").Read(graph.Outputs.ToJsonString());
        return declared with { Edge = EdgeUrl, Origin = EdgeUrl, SettlesWithin = declared.SettlesWithin / timeScale, Regions = [.. regions.Select(region => region.Operated(declared.In(region.Name)))] };
    }

    private static int PortOf(LocalRunOptions options, int offset) => options.Port is 0 ? 0 : options.Port + offset;

    private static async Task<string> BrokenAsync(string what, Task running)
    {
        try { await running; }
        catch (Exception problem) when (problem is not OperationCanceledException) { return $"{what} broke: {problem}"; }
        return await new TaskCompletionSource<string>().Task; // stopped as it was told
    }
}
