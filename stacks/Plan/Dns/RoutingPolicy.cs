namespace Appointments.Plan.Dns;

/// <summary>By what Route 53 chooses the region that it answers with.</summary>
public enum RoutingPolicy
{
    /// <summary>The healthy region that answers the client's network fastest.</summary>
    Latency,

    /// <summary>The region that is said for the client's country or continent; when that one is unhealthy, and everywhere else, the fastest.</summary>
    Geolocation,

    /// <summary>The nearest healthy region, its reach widened or narrowed by a bias.</summary>
    Geoproximity,
}
