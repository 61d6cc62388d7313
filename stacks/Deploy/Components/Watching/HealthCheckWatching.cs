using System.Collections.Immutable;
using Appointments.Plan;
using Pulumi;

namespace Appointments.Deploy.Components.Watching;

/// <param name="Account">The account that deploys.</param>
/// <param name="Checks">Region to the health check of its records.</param>
public sealed record HealthCheckWatchingArgs(WatchingSettings Settings, Output<string> Account, ImmutableDictionary<string, Output<string>> Checks);

/// <summary>Whether Route 53 sends clients to each region. Its metrics are in us-east-1 only, so the alarms and their topic are too.</summary>
/// <remarks>Source: AWS, "Monitoring health checks using CloudWatch": HealthCheckStatus is 1 or 0, by HealthCheckId; metrics are in US East (N. Virginia).</remarks>
public sealed class HealthCheckWatching : ComponentResource
{
    /// <summary>For the dashboard, by the region that is checked.</summary>
    public ImmutableDictionary<string, Watch> Watches { get; }

    public HealthCheckWatching(string name, HealthCheckWatchingArgs args, ComponentResourceOptions options) : base("appointments:watching:HealthCheckWatching", name, options)
    {
        var child = new ComponentResourceOptions { Parent = this };
        var topic = new AlarmTopic($"{name}-topic", new AlarmTopicArgs(args.Account, args.Settings.AlarmEmails), child);
        Watches = args.Checks.ToImmutableDictionary(check => check.Key, check => new Watch($"{check.Key}-health", "health-check", ("AWS/Route53", "HealthCheckStatus"), "Minimum", [("HealthCheckId", check.Value)], 1,
            "Route 53 sends nobody to this region: it is drained, or it does not serve.") { Periods = 3, Breaches = 3, Below = true, SilenceIsBad = true });
        _ = new Alarms($"{name}-alarms", new AlarmsArgs([.. Watches.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => each.Value)], topic), child);
        RegisterOutputs();
    }
}
