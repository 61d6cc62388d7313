namespace Appointments.Cost.Services;

/// <summary>Requests and what is answered. What comes from AWS's own origins is free.</summary>
internal sealed class CloudFrontCost : IServiceCost
{
    private const string Name = "CloudFront", Distribution = "aws:cloudfront/distribution:Distribution";

    public IReadOnlyCollection<string> Types => [Distribution];

    public IEnumerable<CostLine> Lines(Bill bill)
    {
        if (!bill.Graph.OfType(Distribution).Any())
            yield break;
        yield return bill.PerRequest(Name, null, "requests", (decimal)bill.Workload.Requests / 1_000_000, "cloudfront.requests");
        yield return bill.PerRequest(Name, null, "answers sent", bill.Workload.Requests * Workload.AnswerKilobytes / 1_000_000, "cloudfront.transfer");
    }
}
