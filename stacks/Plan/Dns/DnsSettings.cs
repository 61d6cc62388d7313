using System.Collections.Immutable;

namespace Appointments.Plan.Dns;

/// <summary>The names under which the regions are reached, and how Route 53 chooses between them.</summary>
/// <param name="Zone">The hosted zone, such as <c>appointments.example.com</c>; it must exist.</param>
/// <param name="Geolocations">Used by <see cref="RoutingPolicy.Geolocation"/> only.</param>
/// <param name="Biases">Region to -99..99, for every region; used by <see cref="RoutingPolicy.Geoproximity"/> only.</param>
/// <param name="HealthCheckIntervalSeconds">10 or 30: between two requests of one checker.</param>
/// <param name="RecordTtlSeconds">How long a resolver may keep an answer.</param>
/// <param name="AcceleratedRecovery">Whether the zone must be one that can be changed while us-east-1 is down.</param>
public sealed record DnsSettings(
    string Zone,
    RoutingPolicy Routing,
    ImmutableArray<Geolocation> Geolocations,
    ImmutableDictionary<string, int> Biases,
    int HealthCheckIntervalSeconds,
    int RecordTtlSeconds,
    bool AcceleratedRecovery)
{
    /// <summary>Results in a row that turn a checker's opinion: with an interval of 30 s a region is given up after about 90 s.</summary>
    public const int FailureThreshold = 3;

    /// <summary>
    /// Where Route 53 checks from. Three are the fewest that it takes, and every one more calls each region's API more often than a small clinic does. On three
    /// continents, one of them that of the clinics, and none in the region that holds AWS's control planes.
    /// </summary>
    /// <remarks>Source: Route 53 API, "HealthCheckConfig", Regions.</remarks>
    public static readonly ImmutableArray<string> CheckerRegions = ["eu-west-1", "sa-east-1", "us-west-2"];

    /// <summary>What clients call: the edge.</summary>
    public string Api => $"api.{Zone}";

    /// <summary>What CloudFront asks for: Route 53 answers with a healthy region.</summary>
    public string Origin => $"origin.{Zone}";

    /// <summary>One region's own name: health checks and tools reach just this region.</summary>
    public string OriginOf(string region) => $"{region}.{Origin}";

    /// <summary>With geolocation only: the fastest healthy region, for clients of no place that is said, or whose region is unhealthy.</summary>
    public string Fastest => $"fastest.{Origin}";

    /// <summary>With geolocation only: this region while it is healthy, else the fastest.</summary>
    public string Preferring(string region) => $"prefer-{region}.{Origin}";
}
