using Amazon.SQS;

namespace Appointments.Local.EventSources;

/// <summary>The queue that is told of batches given up.</summary>
public sealed class FailureDestination(IAmazonSQS sqs, string queueArn)
{
    private string? url;

    public async Task SendAsync(string failureRecord, CancellationToken cancel)
    {
        url ??= (await sqs.GetQueueUrlAsync(queueArn[(queueArn.LastIndexOf(':') + 1)..], cancel)).QueueUrl;
        await sqs.SendMessageAsync(url, failureRecord, cancel);
    }
}
