namespace Appointments.Cost.Services;

/// <summary>Units, storage, recovery and what crosses between regions, of the appointments: the other two tables are small.</summary>
/// <remarks>
/// Source: AWS, "DynamoDB on-demand capacity mode": a write of up to 1 KB is a unit, in a transaction two; a write to a global table is a replicated unit in each region, its index a plain unit in each;
/// a strongly consistent read of up to 4 KB is a unit, an eventually consistent one half. Lambda's reads of a stream are free ("Streams" of the billing page).
/// </remarks>
internal sealed class DynamoDbCost : IServiceCost
{
    private const string Name = "DynamoDB";

    /// <summary>A page of 25, and the fold of one appointment with its quarantine.</summary>
    private const decimal ListUnits = 1.5m, ReadUnits = 1.5m;

    public IReadOnlyCollection<string> Types => [AwsTypes.Table];

    public IEnumerable<CostLine> Lines(Bill bill) => bill.Graph.OfType(AwsTypes.Table).Any() ? bill.Regions.SelectMany(region => Lines(bill, region)) : [];

    private static IEnumerable<CostLine> Lines(Bill bill, string region)
    {
        var (load, others) = (bill.Workload, bill.Regions.Count - 1);
        var (registered, changed) = (load.Share(Workload.Registrations), load.Share(Workload.Changes));
        yield return bill.PerRequest(Name, region, "replicated write units", (registered + (2 * changed) + bill.InARegion(2 * changed)) / 1_000_000, "dynamodb.replicated-write-units"); // two more where the transaction is
        yield return bill.PerRequest(Name, region, "write units of the index", (registered + (2 * changed)) / 1_000_000, "dynamodb.write-units"); // out of the list, and in again
        yield return bill.PerRequest(Name, region, "read units", (bill.InARegion(changed + (ReadUnits * load.Share(Workload.Reads)) + (ListUnits * load.Share(Workload.Lists))) + load.ChangedRows) / 1_000_000, "dynamodb.read-units"); // the reconciler reads once for each row, in each region
        yield return bill.Fixed(Name, region, "read units of health checkers", bill.HealthRequests(region) / 2 / 1_000_000, "dynamodb.read-units");
        yield return bill.Stored(Name, region, "storage, with the index", 2 * load.Gigabytes, "dynamodb.storage");
        yield return bill.Stored(Name, region, "point-in-time recovery", load.Gigabytes, "dynamodb.recovery");
        yield return bill.PerRequest(Name, region, "replication to other regions", bill.InARegion(load.ChangedRows) * others * Workload.LogKilobytes / 1_000_000, "transfer.between-regions");
    }
}
