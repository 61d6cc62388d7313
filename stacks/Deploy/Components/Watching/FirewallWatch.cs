using Pulumi;

namespace Appointments.Deploy.Components.Watching;

/// <summary>What a firewall blocks, all rules together.</summary>
/// <remarks>Source: AWS, "AWS WAF metrics and dimensions": BlockedRequests by WebACL (its metric name), Rule (ALL for every rule) and, but for CloudFront, Region.</remarks>
internal static class FirewallWatch
{
    /// <param name="page">Of the runbook, and the alarm's name.</param>
    /// <param name="metricName">Of the firewall.</param>
    /// <param name="region">Null for the firewall before CloudFront.</param>
    public static Watch Of(string page, string metricName, string? region, int threshold, string reason) => new(page, page, ("AWS/WAFV2", "BlockedRequests"), "Sum",
        [("WebACL", Output.Create(metricName)), ("Rule", Output.Create("ALL")), .. region is null ? Array.Empty<(string, Output<string>)>() : [("Region", Output.Create(region))]],
        threshold, reason) { PeriodSeconds = 300 };
}
