using Pulumi;
using Pulumi.Aws.Sqs;

namespace Appointments.Deploy.Components;

/// <summary>Every queue is encrypted: with the data key where there is one, else with a key that SQS has.</summary>
internal static class QueueEncryption
{
    /// <param name="keyArn">Null for SQS's own.</param>
    public static QueueArgs With(Output<string>? keyArn, QueueArgs queue)
    {
        if (keyArn is null)
            queue.SqsManagedSseEnabled = true;
        else
            queue.KmsMasterKeyId = keyArn; // not both. Source: SQS API, "SetQueueAttributes", KmsMasterKeyId
        return queue;
    }
}
