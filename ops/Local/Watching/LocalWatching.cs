using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Appointments.Local.Routing;
using Appointments.Local.Topology;

namespace Appointments.Local.Watching;

/// <summary>What a topic was told, for people.</summary>
public sealed record TopicMessage(string TopicArn, string Text);

/// <summary>Alarms that functions hear of: CloudWatch, SNS and Lambda's asynchronous side between the regions of a local run. Nothing where the graph has none.</summary>
public sealed class LocalWatching : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromSeconds(20);

    private readonly WatchingTopology topology;
    private readonly RouterClock clock;
    private readonly IProgress<string> progress;
    private readonly AsyncInvocations invocations;
    private readonly Parts parts = new();
    private readonly ConcurrentQueue<TopicMessage> told = new();
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentBag<Task> deliveries = [];
    private ImmutableDictionary<string, HearingRegion> regions = ImmutableDictionary<string, HearingRegion>.Empty;
    private ImmutableDictionary<string, Uri> across = ImmutableDictionary<string, Uri>.Empty;

    public LocalWatching(WatchingTopology topology, RouterClock clock, IProgress<string> progress)
    {
        this.topology = topology;
        this.clock = clock;
        this.progress = progress;
        invocations = new AsyncInvocations(topology, clock, Tell);
        Alarms = [.. topology.Alarms.Select(alarm => new LocalAlarm(alarm, clock))];
    }

    public ImmutableArray<LocalAlarm> Alarms { get; }

    /// <summary>Between the regions, for functions and for alarms.</summary>
    public RegionNetwork Network { get; } = new();

    /// <summary>What people were told so far.</summary>
    public IReadOnlyCollection<TopicMessage> Told => told;

    /// <summary>Ends when it is stopped; before, only if an alarm broke.</summary>
    public Task Running { get; private set; } = Task.CompletedTask;

    /// <summary>The endpoints of functions that call other regions, by ARN.</summary>
    /// <param name="endpoints">Region to its DynamoDB.</param>
    internal async Task<ImmutableDictionary<string, Uri>> OpenAsync(ImmutableDictionary<string, Uri> endpoints, CancellationToken cancel)
    {
        foreach (var region in topology.Hearers.Select(function => function.Split(':')[3]).Distinct().Order(StringComparer.Ordinal))
            across = across.Add(region, parts.Add(await AcrossRegions.StartAsync(region, endpoints, Network, cancel)).Endpoint);
        return topology.Hearers.ToImmutableDictionary(function => function, function => across[function.Split(':')[3]]);
    }

    /// <summary>Counts a request that an API answered.</summary>
    /// <param name="context">The gateway's <c>$context</c>, with the status.</param>
    internal void Count(JsonObject context)
    {
        foreach (var alarm in Alarms.Where(alarm => alarm.Spec.ApiId == context["apiId"]?.ToString()))
            alarm.Count(AccessLogLine.Of(alarm.Spec.LogFormat, context));
    }

    internal void Start(ImmutableDictionary<string, HearingRegion> hearing)
    {
        regions = hearing;
        Running = Task.WhenAll(Alarms.Select(alarm => alarm.RunAsync(Changed, stop.Token)));
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll([Running, .. deliveries]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // broken: then Running has told
        await parts.DisposeAsync();
        stop.Dispose();
    }

    private void Changed(LocalAlarm alarm)
    {
        var at = clock.Time.GetUtcNow();
        progress.Report($"{alarm.Spec.Region}: alarm {alarm.Spec.Name} is {(alarm.Raised ? "raised" : "over")}");
        foreach (var subscription in topology.Subscriptions.Where(each => each.AlarmName == alarm.Spec.Name && alarm.Spec.Topics.Contains(each.TopicArn)))
            deliveries.Add(DeliverAsync(subscription, AlarmNotification.For(alarm.Spec, alarm.Raised, at, subscription)));
    }

    /// <summary>SNS goes on trying for 23 days; a run is shorter.</summary>
    private async Task DeliverAsync(SubscriptionSpec subscription, byte[] notification)
    {
        try
        {
            for (var pause = FirstPause; !Network.Passes(subscription.TopicRegion, subscription.FunctionRegion); pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
                await Task.Delay(clock.Scaled(pause), clock.Time, stop.Token);
            await invocations.RunAsync(regions[subscription.FunctionRegion], subscription.FunctionArn, notification, stop.Token);
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException && stop.IsCancellationRequested)
        {
            // The run is over.
        }
        catch (Exception problem)
        {
            progress.Report($"{subscription.FunctionRegion}: an alarm of {subscription.TopicRegion} was not delivered: {problem.Message}");
        }
    }

    private void Tell(string topicArn, string text)
    {
        told.Enqueue(new TopicMessage(topicArn, text));
        progress.Report($"{topicArn.Split(':')[3]}: {text}");
    }
}
