using System.Collections.Immutable;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace Appointments.Aws;

/// <summary>How much lies in one region's queues, all countries together; approximate, as SQS counts.</summary>
/// <param name="Waiting">Messages that nobody has, those that wait for a delay included.</param>
/// <param name="InFlight">Messages that a function has and has not answered.</param>
/// <param name="Dead">Messages in the dead-letter queues.</param>
/// <remarks>Source: AWS, "Amazon SQS short and long polling" and "GetQueueAttributes": the counts reach consistency a minute or more after producers stop.</remarks>
public sealed record QueueCounts(long Waiting, long InFlight, long Dead)
{
    /// <summary>The countries whose dead-letter queue holds any.</summary>
    public ImmutableArray<string> DeadIn { get; init; } = [];

    private static readonly List<string> Asked = [QueueAttributeName.ApproximateNumberOfMessages, QueueAttributeName.ApproximateNumberOfMessagesNotVisible, QueueAttributeName.ApproximateNumberOfMessagesDelayed];

    internal static Task<Reply<QueueCounts>> LookAsync(DeployedRegion region, IAmazonSQS sqs, Asking asking, CancellationToken cancel) =>
        asking.AskAsync(async within =>
        {
            var live = await Task.WhenAll(region.Queues.Values.Select(queue => sqs.GetQueueAttributesAsync(queue.Url.ToString(), Asked, within)));
            var dead = await Task.WhenAll(region.Queues.Select(async queue => (Country: queue.Key, Letters: AllOf(await sqs.GetQueueAttributesAsync(queue.Value.DeadLetters.ToString(), Asked, within)))));
            return new QueueCounts(
                live.Sum(queue => (long)(queue.ApproximateNumberOfMessages + queue.ApproximateNumberOfMessagesDelayed)), live.Sum(queue => (long)queue.ApproximateNumberOfMessagesNotVisible),
                dead.Sum(queue => queue.Letters))
            { DeadIn = [.. dead.Where(queue => queue.Letters > 0).Select(queue => queue.Country)] };
        }, cancel);

    private static long AllOf(GetQueueAttributesResponse queue) => (long)queue.ApproximateNumberOfMessages + queue.ApproximateNumberOfMessagesNotVisible + queue.ApproximateNumberOfMessagesDelayed;
}
