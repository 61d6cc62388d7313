using System.Collections.Immutable;
using Appointments.Plan;
using Appointments.Plan.Dns;
using Pulumi;
using Pulumi.Aws.Route53;
using Pulumi.Aws.Route53.Inputs;

namespace Appointments.Deploy.Components.Dns;

/// <summary>A region that can be routed to.</summary>
public sealed record RoutedRegion(string Region, OriginNames Names);

/// <param name="ZoneId">The hosted zone.</param>
/// <param name="Regions">In the order of the settings.</param>
public sealed record OriginRoutingArgs(Output<string> ZoneId, DeploymentSettings Settings, ImmutableArray<RoutedRegion> Regions);

/// <summary>How clients get to a region: each region's own name, the health checks, and the records between which Route 53 chooses.</summary>
/// <remarks>CNAME and not alias records: an alias has no TTL of its own. Source: AWS, "Choosing between alias and non-alias records".</remarks>
public sealed class OriginRouting : ComponentResource
{
    private readonly string name;
    private readonly OriginRoutingArgs args;

    /// <summary>Region to the health check of its records.</summary>
    public ImmutableDictionary<string, Output<string>> Checks { get; }

    public OriginRouting(string name, OriginRoutingArgs args, ComponentResourceOptions options) : base("appointments:dns:OriginRouting", name, options)
    {
        this.name = name;
        this.args = args;
        Checks = args.Regions.ToImmutableDictionary(region => region.Region, region => new RegionHealthChecks($"{name}-{region.Region}",
            new RegionHealthChecksArgs(region.Region, args.Settings.WatcherOf(region.Region), Dns), new ComponentResourceOptions { Parent = this }).Id);
        foreach (var region in args.Regions)
            Record($"{region.Region}-own", Dns.OriginOf(region.Region), region.Names.OwnTarget);
        switch (Dns.Routing)
        {
            case RoutingPolicy.Latency:
                ByLatency("origin", Dns.Origin);
                break;
            case RoutingPolicy.Geoproximity:
                ByProximity();
                break;
            case RoutingPolicy.Geolocation:
                ByLatency("fastest", Dns.Fastest);
                ByLocation();
                break;
        }
        RegisterOutputs();
    }

    private DnsSettings Dns => args.Settings.Dns;

    private void ByLatency(string suffix, string domain)
    {
        foreach (var (region, names) in args.Regions)
            Record($"{region}-{suffix}", domain, names.SharedTarget, region, Checks[region], record => record.LatencyRoutingPolicies = [new RecordLatencyRoutingPolicyArgs { Region = region }]);
    }

    private void ByProximity()
    {
        foreach (var (region, names) in args.Regions)
            Record($"{region}-origin", Dns.Origin, names.SharedTarget, region, Checks[region],
                record => record.GeoproximityRoutingPolicy = new RecordGeoproximityRoutingPolicyArgs { AwsRegion = region, Bias = Dns.Biases[region] });
    }

    /// <summary>
    /// A place's own record has no health check: Route 53 would fall back to the next larger place, which may be served by the same region. So a place leads to a name
    /// that prefers its region and falls back to the fastest of all.
    /// </summary>
    /// <remarks>Source: AWS, "How Amazon Route 53 chooses records when health checking is configured", geolocation; "Geolocation routing", default record.</remarks>
    private void ByLocation()
    {
        foreach (var place in Dns.Geolocations)
            Record($"{place.Region}-{place.Name}", Dns.Origin, Output.Create(Dns.Preferring(place.Region)), place.Name, null,
                At(place.Continent is not null ? new RecordGeolocationRoutingPolicyArgs { Continent = place.Continent } : new RecordGeolocationRoutingPolicyArgs { Country = place.Country! }));
        Record("elsewhere", Dns.Origin, Output.Create(Dns.Fastest), "elsewhere", null, At(new RecordGeolocationRoutingPolicyArgs { Country = "*" }));
        foreach (var (region, names) in args.Regions.Where(region => Dns.Geolocations.Any(place => place.Region == region.Region)))
        {
            Record($"{region}-preferred", Dns.Preferring(region), names.SharedTarget, "preferred", Checks[region], Failover("PRIMARY"));
            Record($"{region}-otherwise", Dns.Preferring(region), Output.Create(Dns.Fastest), "otherwise", null, Failover("SECONDARY"));
        }
    }

    private static Action<RecordArgs> At(RecordGeolocationRoutingPolicyArgs place) => record => record.GeolocationRoutingPolicies = [place];

    private static Action<RecordArgs> Failover(string type) => record => record.FailoverRoutingPolicies = [new RecordFailoverRoutingPolicyArgs { Type = type }];

    /// <param name="choose">Sets the record's routing policy; null: the only record of its name.</param>
    private void Record(string suffix, string domain, Output<string> target, string? set = null, Output<string>? check = null, Action<RecordArgs>? choose = null)
    {
        var record = new RecordArgs { ZoneId = args.ZoneId, Name = domain, Type = "CNAME", Ttl = Dns.RecordTtlSeconds, Records = [target] };
        if (set is not null)
            record.SetIdentifier = set;
        if (check is not null)
            record.HealthCheckId = check;
        choose?.Invoke(record);
        _ = new Record($"{name}-{suffix}", record, new CustomResourceOptions { Parent = this });
    }
}
