namespace Appointments.Cost.Services;

/// <summary>Requests, those of health checkers among them, and the cache by the hour.</summary>
internal sealed class ApiGatewayCost : IServiceCost
{
    private const string Name = "API Gateway";

    public IReadOnlyCollection<string> Types => [AwsTypes.RestApi, AwsTypes.Stage];

    public IEnumerable<CostLine> Lines(Bill bill)
    {
        foreach (var region in bill.Regions)
        {
            yield return bill.PerRequest(Name, region, "requests of clients", bill.InARegion(bill.Workload.Requests) / 1_000_000, "apigateway.requests");
            yield return bill.Fixed(Name, region, "requests of health checkers", bill.HealthRequests(region) / 1_000_000, "apigateway.requests");
        }
        foreach (var stage in bill.Graph.OfType(AwsTypes.Stage))
        {
            if (stage.Inputs["cacheClusterSize"]?.ToString() is { } size)
                yield return bill.Fixed(Name, stage.Region, $"cache of {size} GB", Workload.Hours, $"apigateway.cache-{size}");
            if (stage.Inputs["xrayTracingEnabled"] is not null)
                yield return bill.PerRequest("X-Ray", stage.Region, "traces", bill.InARegion(bill.Workload.Requests) / 1_000_000, "xray.traces");
        }
    }
}
