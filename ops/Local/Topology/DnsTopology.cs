using System.Collections.Immutable;

namespace Appointments.Local.Topology;

/// <summary>What the local router is made from: read off the resource graph and nothing else.</summary>
/// <param name="Origin">The name that all regions share, such as <c>origin.appointments.example.com</c>.</param>
public sealed record DnsTopology(
    string Origin,
    ImmutableArray<EndpointCheckSpec> EndpointChecks,
    ImmutableArray<CalculatedCheckSpec> CalculatedChecks,
    ImmutableArray<RecordSpec> Records,
    ImmutableArray<DomainNameSpec> DomainNames);

/// <summary>A health check that asks an endpoint.</summary>
/// <param name="Path">Such as <c>/Prod/health</c>.</param>
/// <param name="Inverted">Healthy while the endpoint is not.</param>
/// <param name="FailureThreshold">Results in a row that turn it.</param>
public sealed record EndpointCheckSpec(string Id, string Name, string Fqdn, string Path, bool Inverted, TimeSpan Interval, int FailureThreshold);

/// <summary>A health check of other health checks.</summary>
/// <param name="Threshold">How many children must be healthy.</param>
public sealed record CalculatedCheckSpec(string Id, string Name, ImmutableArray<string> Children, int Threshold);

/// <summary>A CNAME record.</summary>
/// <param name="HealthCheckId">Null: it always counts as healthy.</param>
public sealed record RecordSpec(string Name, string Target, TimeSpan Ttl, string? HealthCheckId, RecordChoice Choice);

/// <summary>By what a record is chosen among those of its name.</summary>
public abstract record RecordChoice
{
    private RecordChoice()
    {
    }

    /// <summary>The only one of its name.</summary>
    public sealed record Always : RecordChoice;

    /// <summary>The nearest, in time or in space.</summary>
    public sealed record Nearest(string Region) : RecordChoice;

    /// <param name="Where">Such as <c>SA</c> or <c>PE</c>; <c>*</c>: every place that no other record names.</param>
    public sealed record Place(string Where) : RecordChoice;

    /// <summary>The primary while it is healthy, else the secondary.</summary>
    public sealed record Failover(bool Primary) : RecordChoice;
}

/// <summary>A custom domain name of a region's API.</summary>
/// <param name="Target">What a record for it leads to, such as <c>d-abc.execute-api.us-east-1.amazonaws.com</c>.</param>
/// <param name="BasePath">The first segment of a path, taken off before the API sees it.</param>
public sealed record DomainNameSpec(string Domain, string Target, string Region, string BasePath);
