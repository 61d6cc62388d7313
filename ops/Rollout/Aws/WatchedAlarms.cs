using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Appointments.Plan;

namespace Appointments.Rollout.Aws;

/// <summary>The alarms that a rollout goes by, and how long they need: read off what this commit declares, so that neither is written twice.</summary>
/// <remarks>Source: AWS, "Alarm evaluation window": an alarm looks at Period × Evaluation Periods up to now, and the window slides.</remarks>
public sealed class WatchedAlarms(ResourceGraph graph)
{
    private const string MetricAlarm = "aws:cloudwatch/metricAlarm:MetricAlarm", CompositeAlarm = "aws:cloudwatch/compositeAlarm:CompositeAlarm", HealthCheck = "aws:route53/healthCheck:HealthCheck";

    /// <summary>Who looks back an hour or more tells of a day, such as its backup, and nothing of a release: it is neither watched nor waited for.</summary>
    private static readonly TimeSpan OfADay = TimeSpan.FromHours(1);

    /// <summary>Services write their metrics once a minute and some minutes late, and an alarm is evaluated once a minute: what went wrong at once is in an alarm this much later than its window is long.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromMinutes(3);

    /// <summary>How long to look, so that each of them can have spoken.</summary>
    public TimeSpan Soak => Of(null).Max(Needed);

    /// <param name="region">Null: all there are.</param>
    /// <returns>A region's own, and the one on Route 53's opinion of it, wherever AWS keeps that.</returns>
    public ImmutableArray<GraphResource> Of(string? region)
    {
        var checks = region is null ? [] : Checks(region);
        return [.. from alarm in graph.OfType(MetricAlarm).Concat(graph.OfType(CompositeAlarm))
                   where Window(alarm) < OfADay
                   where region is null || alarm.Name.StartsWith($"{region}-", StringComparison.Ordinal) || checks.Contains(alarm.Inputs["dimensions"]?["HealthCheckId"]?.ToString())
                   select alarm];
    }

    /// <returns>Those that cannot have spoken when so much time has passed, the slowest first.</returns>
    public ImmutableArray<GraphResource> SilentWithin(TimeSpan soak) => [.. Of(null).Where(alarm => Needed(alarm) > soak).OrderByDescending(Needed)];

    public static TimeSpan Needed(GraphResource alarm) => Window(alarm) + Margin;

    /// <summary>A composite alarm has none of its own: it follows others.</summary>
    private static TimeSpan Window(GraphResource alarm) =>
        TimeSpan.FromSeconds((alarm.Inputs["period"]?.GetValue<int>() ?? 0) * (alarm.Inputs["evaluationPeriods"]?.GetValue<int>() ?? 0));

    /// <returns>The health checks that ask the region's own <c>/health</c>, and those that are calculated from them: by one of these its records go.</returns>
    private HashSet<string?> Checks(string region)
    {
        var health = new Uri($"{graph.Outputs[StackOutputs.RegionUrls]![region]}{ApiPaths.Health}");
        var asking = graph.OfType(HealthCheck).Where(check => check.Inputs["fqdn"]?.ToString() == health.Host && check.Inputs["resourcePath"]?.ToString() == health.AbsolutePath).Select(Id).ToHashSet();
        return [.. asking, .. graph.OfType(HealthCheck).Where(check => check.Inputs["childHealthchecks"] is JsonArray children && children.Any(child => asking.Contains(child?.ToString()))).Select(Id)];
    }

    private static string? Id(GraphResource resource) => resource.Outputs["id"]?.ToString();
}
