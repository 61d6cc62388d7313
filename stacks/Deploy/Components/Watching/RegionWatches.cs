using System.Collections.Immutable;
using Appointments.Contract;
using Appointments.Plan;
using Pulumi;

namespace Appointments.Deploy.Components.Watching;

/// <summary>A function by the name that follows the region.</summary>
/// <param name="Quarantines">The metric by which it counts what it sets aside, where it does.</param>
public sealed record WatchedFunction(string Name, Output<string> Function, string? Quarantines = null);

/// <param name="Functions">Every function of the region.</param>
/// <param name="Queues">Every queue that a function reads, by the name that follows the region.</param>
/// <param name="DeadLetters">Every queue that takes what could not be handled.</param>
/// <param name="Firewall">The metric name of the firewall before the region.</param>
public sealed record WatchedRegion(
    DeploymentSettings Settings,
    string Region,
    Output<string> AccountId,
    ImmutableArray<WatchedFunction> Functions,
    ImmutableArray<(string Name, Output<string> Arn)> Queues,
    ImmutableArray<(string Name, Output<string> Arn)> DeadLetters,
    Output<string> Reconciler,
    RegionalTable Appointments,
    RegionalApi Api,
    string Firewall);

/// <summary>What is watched in a region, with thresholds and reasons.</summary>
/// <remarks>
/// Sources of metrics and dimensions, all AWS: "Types of metrics for Lambda functions"; "Available CloudWatch metrics for Amazon SQS"; "Amazon API Gateway dimensions and
/// metrics"; "DynamoDB Metrics and dimensions" (ReplicationLatency by TableName and ReceivingRegion).
/// </remarks>
internal static class RegionWatches
{
    private const string Lambda = "AWS/Lambda", Sqs = "AWS/SQS", ApiGateway = "AWS/ApiGateway", DynamoDb = "AWS/DynamoDB";

    /// <summary>The watch on which autoDrain acts.</summary>
    public const string ClientErrors = "api-client-5xx";

    public static ImmutableArray<Watch> Of(WatchedRegion region) => [.. region.Functions.SelectMany(function => Function(region.Settings, function)), .. QueueWatches(region), .. Api(region), .. Data(region), Firewall(region)];

    public static IEnumerable<Watch> Function(DeploymentSettings settings, WatchedFunction function)
    {
        ImmutableArray<(string, Output<string>)> by = [(MetricNames.FunctionDimension, function.Function)];
        yield return new Watch($"{function.Name}-errors", "function-errors", (Lambda, "Errors"), "Sum", by, 2, "A single error is retried; three in five minutes are no accident.") { PeriodSeconds = 300 };
        yield return new Watch($"{function.Name}-throttles", "function-throttles", (Lambda, "Throttles"), "Sum", by, 0, "The account's concurrency is used up, for this function or for all.") { PeriodSeconds = 300, Periods = 2, Breaches = 2 };
        yield return new Watch($"{function.Name}-duration", "function-duration", (Lambda, "Duration"), "Maximum", by, 800 * settings.Functions.TimeoutSeconds,
            "80 % of the timeout: a little slower, and invocations end unfinished.") { PeriodSeconds = 300 };
        if (function.Quarantines is { } quarantined)
            yield return new Watch($"{function.Name}-quarantined", "quarantined", (MetricNames.Namespace, quarantined), "Sum", by, 0, "Each entry is an appointment that a person must look at.") { PeriodSeconds = 300 };
    }

    private static IEnumerable<Watch> QueueWatches(WatchedRegion region)
    {
        foreach (var (name, arn) in region.Queues)
            yield return new Watch($"{name}-age", "queue-age", (Sqs, "ApproximateAgeOfOldestMessage"), "Maximum", Queue(arn), 300,
                "Registrations are handled within seconds; after five minutes patients ask where their appointment is.") { Periods = 3, Breaches = 3 };
        foreach (var (name, arn) in region.DeadLetters)
            yield return DeadLetters(name, arn);
    }

    public static Watch DeadLetters(string name, Output<string> arn, string page = "dead-letters") =>
        new($"{name}-depth", page, (Sqs, "ApproximateNumberOfMessagesVisible"), "Maximum", Queue(arn), 0, "What is there was tried and failed, and is forgotten after 14 days.") { PeriodSeconds = 300 };

    private static IEnumerable<Watch> Api(WatchedRegion region)
    {
        ImmutableArray<(string, Output<string>)> by = [("ApiName", region.Api.Api.Name), ("Stage", region.Api.Stage.StageName)];
        yield return new Watch("api-5xx", "api-5xx", (ApiGateway, "5XXError"), "Average", by, 0.05, "More than one request in twenty fails by our fault, health checks included.") { PeriodSeconds = 300, Periods = 2, Breaches = 2 };
        yield return new Watch(ClientErrors, "api-5xx", (MetricNames.Namespace, ApiAccessLog.ClientErrors), "Average", [(ApiAccessLog.ApiDimension, region.Api.Api.Id)], 0.05,
            "More than one client's request in twenty fails by our fault; /health and /drained are left out, so that a drained region stays silent.") { Periods = 3, Breaches = 3, HurtsClients = true };
        yield return new Watch("api-latency", "api-latency", (ApiGateway, "Latency"), "p99", by, 3_000, "One request in a hundred takes over 3 s, many times what a cold start takes.") { PeriodSeconds = 300, Periods = 3, Breaches = 3, HurtsClients = true };
    }

    private static IEnumerable<Watch> Data(WatchedRegion region)
    {
        foreach (var peer in region.Settings.Regions.Remove(region.Region).Order(StringComparer.Ordinal))
            yield return new Watch($"to-{peer}-replication", "replication", (DynamoDb, "ReplicationLatency"), "Average", [("TableName", region.Appointments.Name), ("ReceivingRegion", Output.Create(peer))], 60_000,
                "Usually a second or two; after a minute the regions answer differently, and a lost region loses what is on its way.") { Periods = 5, Breaches = 5 };
        ImmutableArray<(string, Output<string>)> by = [(MetricNames.FunctionDimension, region.Reconciler)];
        yield return new Watch("conflicts", "replica-conflicts", (MetricNames.Namespace, MetricNames.ReplicaConflicts), "Sum", by, 0, "Two regions wrote what does not go together: one of the two writers was overruled.") { PeriodSeconds = 300 };
        yield return new Watch("iterator-age", "iterator-age", (Lambda, "IteratorAge"), "Maximum", by, 3_600_000, "An hour: the stream forgets after 24, and what it forgets is never reconciled.") { PeriodSeconds = 300, Periods = 3, Breaches = 3 };
    }

    /// <summary>A block here is a 403 for whoever was let through the edge, so no 5xx alarm sees it.</summary>
    private static Watch Firewall(WatchedRegion region) => FirewallWatch.Of("region-firewall", region.Firewall, region.Region, 20,
        "Only the edge comes here: either somebody has found the region's own address, or the edge shows a secret that the region does not accept, and then every client is refused.");

    /// <summary>SQS tells queues apart by name, the last part of the ARN.</summary>
    private static ImmutableArray<(string, Output<string>)> Queue(Output<string> arn) => [("QueueName", arn.Apply(text => text.Split(':')[^1]))];
}
