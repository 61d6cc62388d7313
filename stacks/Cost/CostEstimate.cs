using System.Collections.Immutable;
using Appointments.Cost.Services;
using Appointments.Plan;

namespace Appointments.Cost;

/// <summary>Prices a graph.</summary>
public static class CostEstimate
{
    private static readonly ImmutableArray<IServiceCost> Services =
    [
        new ApiGatewayCost(), new BackupCost(), new CloudFrontCost(), new CloudWatchCost(), new DynamoDbCost(), new KmsCost(), new LambdaCost(), new Route53Cost(), new ShieldCost(), new SqsCost(), new WafCost(),
    ];

    /// <returns>The bill, by service, then region.</returns>
    /// <exception cref="MissingPriceException">A resource's type, or a price in its region, is not known: nothing is estimated rather than something left out.</exception>
    public static Estimate Of(ResourceGraph graph, Workload workload, PriceTable prices)
    {
        var known = Services.SelectMany(service => service.Types).Concat(FreeTypes.Reasons.Keys).ToHashSet();
        if (graph.Resources.FirstOrDefault(resource => resource.Type.StartsWith("aws:") && !known.Contains(resource.Type)) is { } stranger)
            throw new MissingPriceException($"{stranger.Type} ({stranger.Name}) has no price: expected a rule in stacks/Cost/Services, or a reason in FreeTypes why AWS never bills it. Add one.");
        var bill = new Bill(graph, workload, prices);
        return new Estimate(graph.Stack, workload, [.. Services.SelectMany(service => service.Lines(bill)).Where(line => line.Quantity > 0)
            .OrderBy(line => line.Service, StringComparer.Ordinal).ThenBy(line => line.Region, StringComparer.Ordinal)]);
    }
}
