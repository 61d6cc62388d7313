using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Appointments.Local.Topology;

/// <summary>Alarms that functions hear of, from what is counted to who is told: read off the resource graph. Alarms that only people hear of are not emulated.</summary>
public sealed record WatchingTopology(ImmutableArray<AlarmSpec> Alarms, ImmutableArray<SubscriptionSpec> Subscriptions, ImmutableArray<InvokeConfigSpec> InvokeConfigs)
{
    /// <summary>ARNs of the functions that hear of alarms: only these call other regions.</summary>
    public IEnumerable<string> Hearers => Subscriptions.Select(subscription => subscription.FunctionArn).Distinct();
}

/// <summary>A metric alarm, and the metric filters on the API's access log that make its metric.</summary>
/// <param name="Threshold">Raised above it, on average of a period.</param>
/// <param name="Periods">Of how many periods…</param>
/// <param name="Breaches">…so many must be above it. A period without data is below.</param>
/// <param name="Topics">Told of every change.</param>
/// <param name="LogFormat">Of the API's access log, from which it is counted.</param>
public sealed record AlarmSpec(
    string Name, string Arn, string Region, string ApiId, double Threshold, TimeSpan Period, int Periods, int Breaches, ImmutableArray<string> Topics, ImmutableArray<FilterSpec> Filters, string LogFormat, JsonObject Declared);

/// <param name="Pattern">CloudWatch Logs' pattern for JSON, such as <c>{ $.status >= 500 }</c>.</param>
/// <param name="Value">What an event counts that fits.</param>
public sealed record FilterSpec(string Pattern, double Value);

/// <summary>A function that hears of a topic's messages.</summary>
/// <param name="AlarmName">Only of this alarm.</param>
/// <param name="UndeliveredQueueArn">Where a message goes that could not be delivered; null: nowhere.</param>
public sealed record SubscriptionSpec(string Arn, string TopicArn, string FunctionArn, string AlarmName, string? UndeliveredQueueArn)
{
    public string TopicRegion => TopicArn.Split(':')[3];

    public string FunctionRegion => FunctionArn.Split(':')[3];
}

/// <summary>How a function is invoked without anybody waiting.</summary>
/// <param name="Retries">After one minute, and after two.</param>
/// <param name="OnSuccess">The topic that is told of its answer; null: none.</param>
/// <param name="OnFailure">The queue that takes the event when all attempts failed; null: none.</param>
public sealed record InvokeConfigSpec(string FunctionName, int Retries, string? OnSuccess, string? OnFailure);
