using Amazon.Lambda.SQSEvents;

namespace Appointments.Lambda.Registering;

/// <summary>Answers a batch of a FIFO queue group by group: a failure holds back the rest of its group, and no other.</summary>
internal static class FifoBatch
{
    /// <param name="take">Handles one message; an exception means that it is to come again.</param>
    /// <param name="failed">Is told of each message that failed.</param>
    /// <returns>The messages that are to come again: each that failed and the later ones of its group.</returns>
    public static async Task<SQSBatchResponse> AnswerAsync(SQSEvent batch, Func<SQSEvent.SQSMessage, Task> take, Action<Exception, SQSEvent.SQSMessage> failed)
    {
        var groups = batch.Records.GroupBy(Group);
        var unfinished = await Task.WhenAll(groups.Select(async group =>
        {
            var waiting = new Queue<SQSEvent.SQSMessage>(group); // every message starts failed and is taken out once it is answered
            try
            {
                for (; waiting.TryPeek(out var message); waiting.Dequeue())
                    await take(message);
            }
            catch (Exception e) // it holds back the rest of its group, and no other: order
            {
                failed(e, waiting.Peek());
            }

            return waiting;
        }));
        return new SQSBatchResponse([.. unfinished.SelectMany(waiting => waiting).Select(message => new SQSBatchResponse.BatchItemFailure { ItemIdentifier = message.MessageId })]);
    }

    public static string Group(SQSEvent.SQSMessage message) => message.Attributes.GetValueOrDefault("MessageGroupId", "");
}
