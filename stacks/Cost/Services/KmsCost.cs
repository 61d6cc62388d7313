namespace Appointments.Cost.Services;

/// <summary>Keys by the month, and their use: DynamoDB and SQS ask once in five minutes for each caller and table or queue.</summary>
/// <remarks>Sources: AWS, "DynamoDB encryption at rest: how it works", table key caching; "Key management" (Amazon SQS), data key reuse period.</remarks>
internal sealed class KmsCost : IServiceCost
{
    private const string Name = "KMS";

    private const decimal FiveMinutes = Workload.Seconds / 300;

    public IReadOnlyCollection<string> Types => [AwsTypes.Key, AwsTypes.ReplicaKey];

    public IEnumerable<CostLine> Lines(Bill bill)
    {
        foreach (var region in bill.Graph.OfType(AwsTypes.Key).Concat(bill.Graph.OfType(AwsTypes.ReplicaKey)).GroupBy(key => key.Region))
            yield return bill.Fixed(Name, region.Key, "keys", region.Count(), "kms.keys");
        if (bill.Graph.OfType(AwsTypes.Queue).All(queue => queue.Inputs["kmsMasterKeyId"] is null))
            yield break;
        foreach (var region in bill.Regions)
        {
            var callers = bill.Graph.OfType(AwsTypes.Function).Count(function => function.Region == region) + 1; // and API Gateway
            var places = bill.Graph.OfType(AwsTypes.Table).Count() + bill.Graph.OfType(AwsTypes.Queue).Count(queue => queue.Region == region);
            yield return bill.Fixed(Name, region, "requests", callers * places * FiveMinutes / 1_000_000, "kms.requests"); // at most: no caller uses all
        }
    }
}
