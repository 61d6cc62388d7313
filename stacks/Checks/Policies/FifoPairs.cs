using Appointments.Plan;

namespace Appointments.Checks.Policies;

/// <summary>A queue and its dead letters fit together, and with the function that reads the queue.</summary>
/// <remarks>Source: AWS, "Using dead-letter queues in Amazon SQS" (same type); "Creating and configuring an Amazon SQS event source mapping" (six times the function's timeout).</remarks>
public sealed class FifoPairs : IPolicy
{
    private const int TimeoutsOfVisibility = 6;

    public string Name => "fifo-pairs";

    public IEnumerable<Violation> Check(ResourceGraph graph) => [.. graph.OfType(AwsTypes.Queue).SelectMany(queue => Pair(graph, queue)), .. graph.OfType(AwsTypes.Mapping).SelectMany(mapping => Visibility(graph, mapping))];

    private IEnumerable<Violation> Pair(ResourceGraph graph, GraphResource queue)
    {
        if (queue.Document("redrivePolicy")?["deadLetterTargetArn"]?.ToString() is not { } arn)
            yield break;
        if (graph.WithArn(AwsTypes.Queue, arn) is not { } dead)
        {
            yield return new Violation(Name, queue.Name, $"its dead letters go to {arn}, which is not declared here", "declare the dead-letter queue beside it");
            yield break;
        }
        if (queue.Inputs["fifoQueue"].IsTrue() != dead.Inputs["fifoQueue"].IsTrue())
            yield return new Violation(Name, queue.Name, $"{queue.Name} and {dead.Name} are not both FIFO", "set FifoQueue alike: SQS refuses the pair");
        if ((dead.Number("messageRetentionSeconds") ?? 0) < (queue.Number("messageRetentionSeconds") ?? 0))
            yield return new Violation(Name, dead.Name, "forgets dead letters sooner than the queue forgets messages", "set MessageRetentionSeconds no shorter than the queue's");
        if (!graph.OfType(AwsTypes.RedriveAllowPolicy).Any(allow => allow.Text("queueUrl") == dead.Output("url")
                && allow.Document("redriveAllowPolicy") is { } only && only["redrivePermission"]?.ToString() is "byQueue" && only["sourceQueueArns"].Texts().Contains(queue.Output("arn"))))
            yield return new Violation(Name, dead.Name, "takes dead letters of any queue of the account", $"give it a RedriveAllowPolicy byQueue for {queue.Name}");
    }

    private IEnumerable<Violation> Visibility(ResourceGraph graph, GraphResource mapping)
    {
        var function = graph.OfType(AwsTypes.Function).FirstOrDefault(mapping.Feeds);
        if (graph.WithArn(AwsTypes.Queue, mapping.Text("eventSourceArn")) is not { } queue || function?.Number("timeout") is not { } timeout)
            yield break;
        if ((queue.Number("visibilityTimeoutSeconds") ?? 30) < TimeoutsOfVisibility * timeout) // 30 s is SQS's default
            yield return new Violation(Name, queue.Name, $"messages return before {function.Name} has had {TimeoutsOfVisibility} times its {timeout} s", $"set VisibilityTimeoutSeconds to {TimeoutsOfVisibility * timeout} or more");
    }
}
