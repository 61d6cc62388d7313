using System.Collections.Concurrent;
using System.Reflection;
using Appointments.Graph;
using Appointments.Local;
using Appointments.Local.Topology;
using Appointments.Plan;

namespace Appointments.Tests.Run;

/// <summary>A local run, started from the dev stack's graph or from one that a test has changed.</summary>
public sealed class World : IAsyncDisposable
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    /// <summary>What failed once comes again after the visibility timeout, 120 s; a busy machine may time out twice.</summary>
    private static readonly TimeSpan TwoRedeliveries = TimeSpan.FromMinutes(10);

    private readonly LocalRun run;
    private readonly ProgressLog progress;

    private World(LocalRun run, ResourceGraph graph, ProgressLog progress, FunctionLines lines)
    {
        this.run = run;
        this.progress = progress;
        Lines = lines;
        Topologies = new GraphReader(graph, run.ApiKey, run.DrillApiKey).Regions().ToDictionary(topology => topology.Region);
        Queues = new Queues(run, Topologies.Values);
        Writes = new WriteWatch(run);
        Edge = new ApiClient(run.EdgeUrl, run.ApiKey);
        Regions = run.Regions.ToDictionary(region => region.Region, region => new ApiClient(region.Stage, run.ApiKey));
        Control = new ControlClient(run.ControlUrl);
    }

    public LocalRun Run => run;

    public ApiClient Edge { get; }

    /// <summary>By region, each at its own address.</summary>
    public IReadOnlyDictionary<string, ApiClient> Regions { get; }

    public ControlClient Control { get; }

    /// <summary>What each region was made from, by region.</summary>
    public IReadOnlyDictionary<string, RegionTopology> Topologies { get; }

    public Queues Queues { get; }

    public WriteWatch Writes { get; }

    /// <summary>What the functions of all regions logged so far.</summary>
    public FunctionLines Lines { get; }

    /// <summary>What the run reported so far.</summary>
    public IEnumerable<string> Reports => progress.Lines;

    public static Task<World> StartAsync(params string[] overrides) => StartAsync(graph => graph, overrides);

    /// <param name="change">What a test does to the graph before it is brought up.</param>
    public static Task<World> StartAsync(Func<ResourceGraph, ResourceGraph> change, params string[] overrides) => StartAsync(change, 1, overrides);

    /// <summary>A world whose functions make mistakes: tests/ops/WrongFunctions.</summary>
    public static Task<World> StartWrongAsync(Func<ResourceGraph, ResourceGraph> change) => StartAsync(change, 1, [], "WrongFunctionsDirectory");

    /// <summary>Both: a graph that a test has changed, and functions that make the mistakes which their environment names.</summary>
    public static Task<World> StartWrongAsync(double timeScale, Func<ResourceGraph, ResourceGraph> change, params string[] overrides) => StartAsync(change, timeScale, overrides, "WrongFunctionsDirectory");

    /// <param name="timeScale">How many times as fast the router's clock runs.</param>
    public static Task<World> StartAsync(double timeScale, params string[] overrides) => StartAsync(graph => graph, timeScale, overrides);

    /// <summary>Both.</summary>
    public static Task<World> StartAsync(double timeScale, Func<ResourceGraph, ResourceGraph> change, params string[] overrides) => StartAsync(change, timeScale, overrides);

    private static async Task<World> StartAsync(Func<ResourceGraph, ResourceGraph> change, double timeScale, string[] overrides, string functions = "FunctionsDirectory")
    {
        var configuration = StackConfiguration.Read(Root, "dev", overrides).WithDrillKey();
        var graph = change(await GraphRecorder.RecordAsync(configuration));
        var progress = new ProgressLog();
        var lines = new FunctionLines();
        var options = new LocalRunOptions(Metadata(functions), 0, null, progress, Environment.GetEnvironmentVariable, TimeProvider.System, lines.Add) { TimeScale = timeScale, DrillApiKey = configuration.Get(Settings.DrillApiKey.Key) };
        return new World(await LocalRun.StartAsync(graph, configuration.Get(Settings.ApiKey.Key)!, options, CancellationToken.None), graph, progress, lines);
    }

    /// <summary>Waits until all that is in the streams now has been reconciled.</summary>
    public Task<bool> ReconciledAsync()
    {
        var marks = run.StreamMappings.Select(mapping => mapping.TimesCaughtUp + 2).ToArray();
        return Eventually.SeeAsync(() => Task.FromResult(run.StreamMappings.Zip(marks, (mapping, mark) => mapping.TimesCaughtUp >= mark).All(caughtUp => caughtUp)), caughtUp => caughtUp, "streams read to their end");
    }

    /// <summary>Waits until every queue is empty and every region has every write of every other, and then until all of that has been reconciled.</summary>
    public async Task RestAsync()
    {
        await Eventually.SeeAsync(async () => (Depth: await Queues.DepthAsync(), Idle: (await Control.StatusAsync())["idle"]!.GetValue<bool>()),
            seen => seen is (0, true), "empty queues and replication that caught up", TwoRedeliveries);
        await ReconciledAsync();
    }

    /// <summary>Waits until nothing moves any more: every queue empty, every region with every write of every other, every stream read and reconciled, and nobody writing meanwhile.</summary>
    /// <returns>All items, the same in all regions.</returns>
    public async Task<string> SettleAsync()
    {
        while (true)
        {
            var before = Writes.Seen.Count;
            await RestAsync();
            if (Writes.Seen.Count != before)
                continue;

            var tables = await Tables.ReadAsync(run);
            Assert.Single(tables.Values.Distinct());
            return tables.Values.First();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in Regions.Values.Append(Edge))
            client.Dispose();
        Control.Dispose();
        Queues.Dispose();
        await run.DisposeAsync();
    }

    private static string Metadata(string key) => typeof(World).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;

    private sealed class ProgressLog : IProgress<string>
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public void Report(string value) => Lines.Enqueue(value);
    }
}
