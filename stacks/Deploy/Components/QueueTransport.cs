using System.Text.Json.Nodes;
using Pulumi;
using Pulumi.Aws.Sqs;

namespace Appointments.Deploy.Components;

/// <summary>Every queue has a policy of its own, which refuses what comes without TLS.</summary>
/// <remarks>
/// A resource beside the queue, not the queue's input <c>Policy</c>: a policy names the queue's ARN, which is not known before the queue is there. Source: Pulumi Registry, "aws.sqs.QueuePolicy".
/// SQS keeps one policy for a queue, so whoever else may use the queue is said here too.
/// </remarks>
internal static class QueueTransport
{
    /// <param name="name">The queue's.</param>
    /// <param name="allowed">Who else may use it.</param>
    public static void Guard(string name, Queue queue, CustomResourceOptions child, Output<JsonObject>? allowed = null)
    {
        var policy = allowed is null
            ? queue.Arn.Apply(arn => ResourcePolicy.Document(OverTls(arn)))
            : Output.Tuple(queue.Arn, allowed).Apply(known => ResourcePolicy.Document(known.Item2.DeepClone(), OverTls(known.Item1)));
        _ = new QueuePolicy($"{name}-policy", new QueuePolicyArgs { QueueUrl = queue.Url, Policy = policy }, child);
    }

    private static JsonObject OverTls(string arn) => ResourcePolicy.OverTlsOnly("sqs:*", arn);
}
