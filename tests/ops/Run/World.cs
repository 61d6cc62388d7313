using System.Collections.Concurrent;
using System.Reflection;
using Appointments.Graph;
using Appointments.Local;
using Appointments.Plan;

namespace Appointments.Tests.Run;

/// <summary>A local run, started from the dev stack's graph or from one that a test has changed.</summary>
public sealed class World : IAsyncDisposable
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    private readonly LocalRun run;
    private readonly ProgressLog progress;

    private World(LocalRun run, ProgressLog progress)
    {
        this.run = run;
        this.progress = progress;
        Edge = new ApiClient(run.EdgeUrl, run.ApiKey);
        Regions = run.Regions.ToDictionary(region => region.Region, region => new ApiClient(region.Stage, run.ApiKey));
        Control = new ControlClient(run.ControlUrl);
    }

    public LocalRun Run => run;

    public ApiClient Edge { get; }

    /// <summary>By region, each at its own address.</summary>
    public IReadOnlyDictionary<string, ApiClient> Regions { get; }

    public ControlClient Control { get; }

    /// <summary>What the run reported so far.</summary>
    public IEnumerable<string> Reports => progress.Lines;

    public static Task<World> StartAsync(params string[] overrides) => StartAsync(graph => graph, overrides);

    /// <param name="change">What a test does to the graph before it is brought up.</param>
    public static async Task<World> StartAsync(Func<ResourceGraph, ResourceGraph> change, params string[] overrides)
    {
        var configuration = StackConfiguration.Read(Root, "dev", overrides);
        var graph = change(await GraphRecorder.RecordAsync(configuration));
        var progress = new ProgressLog();
        var options = new LocalRunOptions(Metadata("FunctionsDirectory"), 0, null, progress, Environment.GetEnvironmentVariable, TimeProvider.System);
        return new World(await LocalRun.StartAsync(graph, configuration.Get(Settings.ApiKey.Key)!, options, CancellationToken.None), progress);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in Regions.Values.Append(Edge))
            client.Dispose();
        Control.Dispose();
        await run.DisposeAsync();
    }

    private static string Metadata(string key) => typeof(World).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;

    private sealed class ProgressLog : IProgress<string>
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public void Report(string value) => Lines.Enqueue(value);
    }
}
