namespace Appointments.Cost.Services;

/// <summary>The zone, what is more than plain of health checks, and the questions of the edge. Questions for the edge's own name are free: it is an alias.</summary>
internal sealed class Route53Cost : IServiceCost
{
    private const string Name = "Route 53", Zone = "aws:route53/getZone:getZone", Record = "aws:route53/record:Record";

    public IReadOnlyCollection<string> Types => [Zone, AwsTypes.HealthCheck];

    public IEnumerable<CostLine> Lines(Bill bill)
    {
        yield return bill.Fixed(Name, null, "hosted zone", bill.Graph.OfType(Zone).Count(), "route53.zones");
        yield return bill.Fixed(Name, null, "optional features of health checks", bill.Graph.OfType(AwsTypes.HealthCheck)
            .Sum(check => (check.Inputs["type"]!.ToString() is "HTTPS" ? 1 : 0) + (check.Inputs["requestInterval"]?.ToString() is "10" ? 1 : 0)), "route53.health-check-options");
        foreach (var (input, item) in new[] { ("latencyRoutingPolicies", "latency"), ("geolocationRoutingPolicies", "geolocation"), ("geoproximityRoutingPolicy", "geoproximity") })
            if (bill.Graph.OfType(Record).FirstOrDefault(record => record.Inputs[input] is not null) is { } record)
                yield return bill.Fixed(Name, null, $"questions for the origin, by {item}", Workload.EdgeLocations * Workload.Seconds / (decimal)record.Inputs["ttl"]! / 1_000_000, $"route53.{item}");
    }
}
