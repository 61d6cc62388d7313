namespace Appointments.Cost.Services;

/// <summary>A registration is sent, received and deleted; a queue that is read is asked all the time.</summary>
/// <remarks>Source: AWS, "Using Lambda with Amazon SQS": five long polls at a time of an idle queue; each waits 20 s.</remarks>
internal sealed class SqsCost : IServiceCost
{
    private const string Name = "SQS";

    private const decimal Polls = 5 * Workload.Seconds / 20;

    public IReadOnlyCollection<string> Types => [AwsTypes.Queue];

    public IEnumerable<CostLine> Lines(Bill bill)
    {
        var read = bill.Graph.OfType(AwsTypes.Mapping).Select(mapping => mapping.Inputs["eventSourceArn"]!.ToString()).Where(arn => arn.StartsWith("arn:aws:sqs:")).ToLookup(arn => arn.Split(':')[3]);
        foreach (var region in bill.Regions)
        {
            yield return bill.PerRequest(Name, region, "registrations sent, received, deleted", 3 * bill.InARegion(bill.Workload.Share(Workload.Registrations)) / 1_000_000, "sqs.fifo");
            yield return bill.Fixed(Name, region, "polls of idle queues", read[region].Count() * Polls / 1_000_000, "sqs.fifo");
        }
    }
}
