using Appointments.Plan;

namespace Appointments.Cost;

/// <summary>How one AWS service bills what the graph declares.</summary>
internal interface IServiceCost
{
    /// <summary>The resource types that it accounts for.</summary>
    IReadOnlyCollection<string> Types { get; }

    IEnumerable<CostLine> Lines(Bill bill);
}

/// <summary>What a service's rule looks at.</summary>
internal sealed record Bill(ResourceGraph Graph, Workload Workload, PriceTable Prices)
{
    /// <summary>The regions that clients' requests are spread over: those with an API.</summary>
    public IReadOnlyList<string> Regions { get; } = [.. Graph.OfType(AwsTypes.RestApi).Select(api => api.Region!)];

    /// <summary>A region's part of what clients do.</summary>
    public decimal InARegion(decimal requests) => Regions.Count is 0 ? 0 : requests / Regions.Count;

    public CostLine Fixed(string service, string? region, string what, decimal quantity, string item, string? resource = null) => new(service, region, what, quantity, Prices.Of(item, region), false, resource);

    public CostLine PerRequest(string service, string? region, string what, decimal quantity, string item, string? resource = null) => new(service, region, what, quantity, Prices.Of(item, region), true, resource);

    /// <summary>What is stored grows with requests, unless somebody says how much it is.</summary>
    public CostLine Stored(string service, string? region, string what, decimal quantity, string item) => new(service, region, what, quantity, Prices.Of(item, region), Workload.StoredGigabytes is null);

    /// <summary>Requests a month that Route 53's checkers make of one region.</summary>
    public decimal HealthRequests(string region) => Graph.OfType(AwsTypes.HealthCheck)
        .Where(check => check.Inputs["fqdn"]?.ToString().StartsWith($"{region}.") is true)
        .Sum(check => Workload.Seconds / (decimal)check.Inputs["requestInterval"]! * Workload.CheckersInARegion * check.Inputs["regions"]!.AsArray().Count);
}
