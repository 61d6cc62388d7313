using Appointments.Plan;
using Appointments.Plan.Dns;
using Pulumi;
using Pulumi.Aws.Route53;

namespace Appointments.Deploy.Components.Dns;

/// <param name="Region">The region that is checked.</param>
/// <param name="Watcher">The region that is asked whether it is drained.</param>
public sealed record RegionHealthChecksArgs(string Region, string Watcher, DnsSettings Dns);

/// <summary>
/// Whether Route 53 may send clients to a region: it says itself that it serves, and another region does not say that it is drained. So a drain reaches a region into
/// which replication has stopped, and a dead watcher, which says nothing, drains nobody.
/// </summary>
/// <remarks>
/// Source: AWS, "How Amazon Route 53 determines whether a health check is healthy": 2xx or 3xx within 2 s; healthy while more than 18 % of the checkers say so; a new
/// check is healthy, a new inverted one unhealthy, until there are results. "Creating Disaster Recovery Mechanisms Using Amazon Route 53": the standby takes over the primary.
/// </remarks>
public sealed class RegionHealthChecks : ComponentResource
{
    private readonly string name;
    private readonly RegionHealthChecksArgs args;

    /// <summary>The check for the region's records.</summary>
    [Output] public Output<string> Id { get; private set; }

    public RegionHealthChecks(string name, RegionHealthChecksArgs args, ComponentResourceOptions options) : base("appointments:dns:RegionHealthChecks", name, options)
    {
        this.name = name;
        this.args = args;
        var serves = Check("serves", args.Region, ApiPaths.Health, inverted: false);
        var notDrained = Check("not-drained", args.Watcher, ApiPaths.Drained(args.Region), inverted: true);
        Id = new HealthCheck(name, new HealthCheckArgs
        {
            Type = "CALCULATED",
            ChildHealthchecks = [serves.Id, notDrained.Id],
            ChildHealthThreshold = 2,
            Tags = Called(name),
        }, new CustomResourceOptions { Parent = this }).Id;
        RegisterOutputs();
    }

    private HealthCheck Check(string suffix, string asked, string path, bool inverted) => new($"{name}-{suffix}", new HealthCheckArgs
    {
        Type = "HTTPS",
        Fqdn = args.Dns.OriginOf(asked),
        Port = 443,
        EnableSni = true, // API Gateway chooses the certificate by it
        ResourcePath = $"/{ApiPaths.Stage}{path}",
        InvertHealthcheck = inverted,
        RequestInterval = args.Dns.HealthCheckIntervalSeconds,
        FailureThreshold = DnsSettings.FailureThreshold,
        Regions = DnsSettings.CheckerRegions.ToList(),
        Tags = Called($"{name}-{suffix}"),
    }, new CustomResourceOptions { Parent = this });

    /// <summary>A health check has no name but this tag. Source: AWS, "Naming and tagging health checks".</summary>
    private static InputMap<string> Called(string name) => new() { { "Name", name } };
}
