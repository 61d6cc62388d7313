using Pulumi;
using Pulumi.Aws.Sqs;

namespace Appointments.Deploy.Components;

/// <param name="VisibilitySeconds">Of the queue and of its dead letters: six times the timeout of the functions that read them. Source: AWS, "Creating and configuring an Amazon SQS event source mapping".</param>
/// <param name="MaxReceives">After so many receives a message goes to the dead-letter queue.</param>
/// <param name="KeyArn">What it is encrypted with; null for the key that SQS has.</param>
public sealed record CountryQueueArgs(int VisibilitySeconds, int MaxReceives, Output<string>? KeyArn);

/// <summary>One country's registrations in one region, in order within a schedule, with their dead letters. The retry policy is set here and nowhere else.</summary>
public sealed class CountryQueue : ComponentResource
{
    /// <summary>14 days, the longest that SQS keeps a message: what a region accepted waits for its return.</summary>
    private const int RetentionSeconds = 14 * 86_400;

    [Output] public Output<string> Arn { get; private set; }
    [Output] public Output<string> Url { get; private set; }
    [Output] public Output<string> DeadLetterArn { get; private set; }
    [Output] public Output<string> DeadLetterUrl { get; private set; }

    public CountryQueue(string name, CountryQueueArgs args, ComponentResourceOptions options) : base("appointments:intake:CountryQueue", name, options)
    {
        var child = new CustomResourceOptions { Parent = this };
        var dead = new Queue($"{name}-dead", Fifo(args), child);
        var queue = new Queue(name, Fifo(args, dead.Arn), child);
        _ = new RedriveAllowPolicy($"{name}-dead-allow", new RedriveAllowPolicyArgs
        {
            QueueUrl = dead.Url,
            RedriveAllowPolicyName = queue.Arn.Apply(Policies.AllowRedriveFrom),
        }, child);
        QueueTransport.Guard($"{name}-dead", dead, child);
        QueueTransport.Guard(name, queue, child);
        Arn = queue.Arn;
        Url = queue.Url;
        DeadLetterArn = dead.Arn;
        DeadLetterUrl = dead.Url;
        RegisterOutputs();
    }

    /// <summary>High-throughput FIFO: order and deduplication within a message group, so that one schedule never waits for another.</summary>
    private static QueueArgs Fifo(CountryQueueArgs args) => QueueEncryption.With(args.KeyArn, new QueueArgs
    {
        FifoQueue = true,
        DeduplicationScope = "messageGroup",
        FifoThroughputLimit = "perMessageGroupId",
        MessageRetentionSeconds = RetentionSeconds,
        VisibilityTimeoutSeconds = args.VisibilitySeconds,
    });

    private static QueueArgs Fifo(CountryQueueArgs args, Output<string> deadArn)
    {
        var queue = Fifo(args);
        queue.RedrivePolicy = deadArn.Apply(arn => Policies.Redrive(arn, args.MaxReceives));
        return queue;
    }
}
