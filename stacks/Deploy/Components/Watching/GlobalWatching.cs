using System.Collections.Immutable;
using Appointments.Plan;
using Pulumi;

namespace Appointments.Deploy.Components.Watching;

/// <param name="Name">The environment's own name, such as <c>appointments-prod</c>.</param>
/// <param name="Account">The account that deploys.</param>
/// <param name="Checks">Region to the health check of its records.</param>
/// <param name="EdgeFirewall">The metric name of the firewall before the edge.</param>
public sealed record GlobalWatchingArgs(string Name, WatchingSettings Settings, Output<string> Account, ImmutableDictionary<string, Output<string>> Checks, string EdgeFirewall);

/// <summary>What is watched in no region of ours: whether Route 53 sends clients to each region, what the edge blocks, what the account spends. Those metrics are in us-east-1 only, so the alarms and their topic are too.</summary>
/// <remarks>Sources: AWS, "Monitoring health checks using CloudWatch": HealthCheckStatus is 1 or 0, by HealthCheckId, in US East (N. Virginia); "AWS WAF metrics and dimensions": CloudFront's are there too, without Region.</remarks>
public sealed class GlobalWatching : ComponentResource
{
    /// <summary>For the dashboard, by the region that is checked.</summary>
    public ImmutableDictionary<string, Watch> Health { get; }

    /// <summary>What clients are refused at the edge.</summary>
    public Watch Edge { get; }

    public GlobalWatching(string name, GlobalWatchingArgs args, ComponentResourceOptions options) : base("appointments:watching:GlobalWatching", name, options)
    {
        var child = new ComponentResourceOptions { Parent = this };
        var topic = new AlarmTopic($"{name}-topic", new AlarmTopicArgs(args.Account, args.Settings) { HearsOfBudgets = args.Settings.MonthlyBudgetUsd > 0 }, child);
        Health = args.Checks.ToImmutableDictionary(check => check.Key, check => new Watch($"{check.Key}-health", "health-check", ("AWS/Route53", "HealthCheckStatus"), "Minimum", [("HealthCheckId", check.Value)], 1,
            "Route 53 sends nobody to this region: it is drained, or it does not serve.") { Periods = 3, Breaches = 3, Below = true, SilenceIsBad = true });
        Edge = FirewallWatch.Of("edge-firewall", args.EdgeFirewall, null, 100, "A scanner is refused some dozens a day; hundreds in ten minutes are an attack, or a rule that takes clinics for one.") with { Periods = 2, Breaches = 2 };
        _ = new Alarms($"{name}-alarms", new AlarmsArgs([.. Health.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => each.Value), Edge], topic), child);
        if (args.Settings.MonthlyBudgetUsd > 0)
            _ = new MonthlyBudget($"{name}-budget", new MonthlyBudgetArgs(args.Name, args.Settings.MonthlyBudgetUsd, topic), child);
        RegisterOutputs();
    }
}
