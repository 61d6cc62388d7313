using Appointments.Plan;

namespace Appointments.Checks.Policies;

/// <summary>No queue hands a function more at once than the function may take: what is throttled comes back, and after a few times is a dead letter.</summary>
/// <remarks>Source: AWS, "Configuring scaling behavior for SQS event source mappings": the sum over a function's mappings is no more than its reserved concurrency.</remarks>
public sealed class ConcurrencyLimits : IPolicy
{
    public string Name => "concurrency-limits";

    public IEnumerable<Violation> Check(ResourceGraph graph) =>
        from function in graph.OfType(AwsTypes.Function)
        let reserved = function.Number("reservedConcurrentExecutions")
        where reserved is >= 0 // -1 is AWS's for none
        let queues = graph.OfType(AwsTypes.Mapping).Where(mapping => mapping.Text("eventSourceArn") is { } source && source.StartsWith("arn:aws:sqs:"))
            .Where(mapping => mapping.Feeds(function))
            .Select(mapping => (long?)mapping.Inputs["scalingConfig"]?["maximumConcurrency"]?.GetValue<int>()).ToArray()
        let most = queues.Contains(null) ? null : queues.Sum() // null: as many as there are
        where most is null || most > reserved
        select new Violation(Name, function.Name, $"its queues hand it {(most is null ? "as many as there are" : $"up to {most}")} at once, and it takes {reserved}", "set registrationConcurrency no higher than functionReservedConcurrency");
}
