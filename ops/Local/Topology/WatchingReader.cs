using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Appointments.Plan;

namespace Appointments.Local.Topology;

/// <summary>Reads off the resource graph the alarms that functions hear of.</summary>
public sealed class WatchingReader(ResourceGraph graph)
{
    /// <exception cref="InvalidDataException">Such an alarm is of a kind that the local run does not emulate.</exception>
    public WatchingTopology Read()
    {
        var subscriptions = graph.OfType("aws:sns/topicSubscription:TopicSubscription").Where(subscription => Text(subscription, "protocol") is "lambda").Select(Subscription).ToImmutableArray();
        var alarms = graph.OfType("aws:cloudwatch/metricAlarm:MetricAlarm").Where(alarm => subscriptions.Any(subscription =>
            subscription.AlarmName == alarm.Outputs["name"]!.ToString() && Texts(alarm, "alarmActions").Contains(subscription.TopicArn)));
        return new WatchingTopology([.. alarms.Select(Alarm)], subscriptions,
            [.. graph.OfType("aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig").Select(InvokeConfig)]);
    }

    private static SubscriptionSpec Subscription(GraphResource subscription)
    {
        if (subscription.Inputs["filterPolicyScope"]?.ToString() is not "MessageBody" || JsonNode.Parse(Text(subscription, "filterPolicy"))?["AlarmName"] is not JsonArray { Count: 1 } alarm)
            throw new InvalidDataException($"{subscription.Name} is not emulated: the local run delivers to a function what a filter on the message's one AlarmName lets through.");
        return new SubscriptionSpec(subscription.Outputs["id"]!.ToString(), Text(subscription, "topic"), Text(subscription, "endpoint"), alarm[0]!.ToString(),
            subscription.Inputs["redrivePolicy"] is { } redrive ? JsonNode.Parse(redrive.ToString())!["deadLetterTargetArn"]!.ToString() : null);
    }

    private AlarmSpec Alarm(GraphResource alarm)
    {
        if (Text(alarm, "statistic") is not "Average" || Text(alarm, "comparisonOperator") is not "GreaterThanThreshold" || Text(alarm, "treatMissingData") is not "notBreaching"
            || alarm.Inputs["dimensions"]?["ApiId"] is not { } api)
            throw new InvalidDataException($"{alarm.Name} is not emulated: the local run has alarms on the average of an API's access log that are raised above a threshold and take silence for good.");
        var filters = graph.OfType("aws:cloudwatch/logMetricFilter:LogMetricFilter").Where(filter => filter.Region == alarm.Region
            && filter.Inputs["metricTransformation"]!["name"]!.ToString() == Text(alarm, "metricName") && filter.Inputs["metricTransformation"]!["namespace"]!.ToString() == Text(alarm, "namespace"));
        return new AlarmSpec(alarm.Outputs["name"]!.ToString(), alarm.Outputs["arn"]!.ToString(), alarm.Region!, api.ToString(), alarm.Inputs["threshold"]!.GetValue<double>(),
            TimeSpan.FromSeconds(alarm.Inputs["period"]!.GetValue<int>()), alarm.Inputs["evaluationPeriods"]!.GetValue<int>(), alarm.Inputs["datapointsToAlarm"]!.GetValue<int>(),
            [.. Texts(alarm, "alarmActions")],
            [.. filters.Select(filter => new FilterSpec(Text(filter, "pattern"), double.Parse(filter.Inputs["metricTransformation"]!["value"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture)))],
            graph.OfType("aws:apigateway/stage:Stage").Single(stage => stage.Region == alarm.Region && Text(stage, "restApi") == api.ToString()).Inputs["accessLogSettings"]!["format"]!.ToString(),
            alarm.Inputs);
    }

    private static InvokeConfigSpec InvokeConfig(GraphResource config) => new(
        Text(config, "functionName"), config.Inputs["maximumRetryAttempts"]?.GetValue<int>() ?? 2,
        config.Inputs["destinationConfig"]?["onSuccess"]?["destination"]?.ToString(), config.Inputs["destinationConfig"]?["onFailure"]?["destination"]?.ToString());

    private static IEnumerable<string> Texts(GraphResource resource, string input) => resource.Inputs[input]?.AsArray().Select(each => each!.ToString()) ?? [];

    private static string Text(GraphResource resource, string input) =>
        resource.Inputs[input]?.ToString() ?? throw new InvalidDataException($"The graph lacks {input} of {resource.Name} where the local run's alarms need it.");
}
