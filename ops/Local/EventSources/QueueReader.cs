using Amazon.SQS;
using Amazon.SQS.Model;

namespace Appointments.Local.EventSources;

/// <summary>Reads batches off one queue and settles them.</summary>
internal sealed class QueueReader(IAmazonSQS sqs, string queueUrl, int batchSize)
{
    /// <summary>Short, because a poll is never cut off: a poll that its client abandons still takes the next message. So this is also how long a stop takes.</summary>
    public static readonly TimeSpan LongPoll = TimeSpan.FromSeconds(1);

    /// <summary>SQS's limit for one receive and one batch of deletions.</summary>
    private const int MostAtOnce = 10;

    /// <summary>Waits for a first message, then takes what is there, up to a batch, and waits no further: FIFO mappings have no batching window.</summary>
    /// <remarks>Several receives, because one may give fewer than there are (the local queue gives one message per group and receive).</remarks>
    public async Task<List<Message>> ReceiveAsync(CancellationToken stop, CancellationToken abandon)
    {
        var batch = await ReceiveOnceAsync(batchSize, LongPoll, abandon);
        while (batch.Count > 0 && batch.Count < batchSize && !stop.IsCancellationRequested)
        {
            var more = await ReceiveOnceAsync(batchSize - batch.Count, TimeSpan.Zero, abandon);
            if (more.Count == 0)
            {
                break;
            }

            batch.AddRange(more);
        }

        return batch;
    }

    /// <returns>How many could not be deleted.</returns>
    public async Task<int> DeleteAsync(IEnumerable<Message> messages, CancellationToken cancel)
    {
        var failed = 0;
        foreach (var some in messages.Chunk(MostAtOnce))
        {
            var entries = some.Select((message, i) => new DeleteMessageBatchRequestEntry($"{i}", message.ReceiptHandle)).ToList();
            var reply = await sqs.DeleteMessageBatchAsync(queueUrl, entries, cancel);
            failed += reply.Failed?.Count ?? 0; // the SDK gives null for an empty list
        }

        return failed;
    }

    /// <summary>Makes messages visible again at once.</summary>
    public async Task GiveBackAsync(IEnumerable<Message> messages, CancellationToken cancel)
    {
        foreach (var some in messages.Chunk(MostAtOnce))
        {
            var entries = some.Select((message, i) => new ChangeMessageVisibilityBatchRequestEntry($"{i}", message.ReceiptHandle) { VisibilityTimeout = 0 }).ToList();
            await sqs.ChangeMessageVisibilityBatchAsync(queueUrl, entries, cancel);
        }
    }

    private async Task<List<Message>> ReceiveOnceAsync(int most, TimeSpan wait, CancellationToken cancel)
    {
        var request = new ReceiveMessageRequest(queueUrl)
        {
            MaxNumberOfMessages = Math.Min(MostAtOnce, most),
            WaitTimeSeconds = (int)wait.TotalSeconds,
            MessageSystemAttributeNames = ["All"],
            MessageAttributeNames = ["All"], // all or none: the SDK checks the MD5 over all of them
        };
        return (await sqs.ReceiveMessageAsync(request, cancel)).Messages ?? [];
    }
}
