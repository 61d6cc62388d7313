using Amazon.SQS;
using Amazon.SQS.Model;
using Appointments.Local.Topology;

namespace Appointments.Local.EventSources;

/// <summary>An event source mapping from a queue: polls, invokes, and deletes what the function has done.</summary>
/// <remarks>SQS itself keeps a FIFO group's later messages back while one is in flight, so pollers cannot overtake each other.</remarks>
public sealed class QueueMapping : IAsyncDisposable
{
    /// <summary>Lambda starts with five concurrent batches; each poller here costs one request a second while the queue is empty.</summary>
    private const int MostPollers = 2;

    private readonly QueueMappingSpec spec;
    private readonly IAmazonSQS sqs;
    private readonly MappingContext context;
    private readonly CancellationTokenSource stop = new();
    private readonly CancellationTokenSource abandon = new();

    /// <param name="sqs">Of the queue's region. Its timeout must be longer than <see cref="QueueReader.LongPoll"/>; the mapping does not dispose of it.</param>
    public QueueMapping(QueueMappingSpec spec, IAmazonSQS sqs, MappingContext context) => (this.spec, this.sqs, this.context) = (spec, sqs, context);

    /// <summary>Ends when the mapping was stopped; fails where it broke, which is a bug and to be reported.</summary>
    public Task Running { get; private set; } = Task.CompletedTask;

    /// <exception cref="QueueDoesNotExistException">The queue is not there: create the queues first.</exception>
    public async Task StartAsync(CancellationToken cancel)
    {
        var name = spec.QueueArn[(spec.QueueArn.LastIndexOf(':') + 1)..];
        var url = (await sqs.GetQueueUrlAsync(name, cancel)).QueueUrl;
        var attributes = await sqs.GetQueueAttributesAsync(url, [QueueAttributeName.VisibilityTimeout], cancel);
        var visibility = TimeSpan.FromSeconds(attributes.VisibilityTimeout);
        var count = Math.Min(MostPollers, spec.MaximumConcurrency ?? MostPollers);
        Running = Task.WhenAll(Enumerable.Range(0, count).Select(_ => Task.Run(() => PollAsync(new QueueReader(sqs, url, spec.BatchSize), visibility), CancellationToken.None)));
    }

    /// <summary>Takes no more messages, and waits for the batches in flight.</summary>
    /// <param name="grace">How long they may take. Then their messages are left to the visibility timeout.</param>
    public async Task StopAsync(TimeSpan grace)
    {
        await stop.CancelAsync();
        abandon.CancelAfter(grace);
        await Running;
    }

    /// <summary>Stops without grace.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(TimeSpan.Zero);
        stop.Dispose();
        abandon.Dispose();
    }

    private async Task PollAsync(QueueReader queue, TimeSpan visibility)
    {
        var backoff = new Backoff(context.Clock);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var until = context.Clock.GetUtcNow() + visibility;
                var batch = await queue.ReceiveAsync(stop.Token, abandon.Token);
                backoff.Reset();
                if (batch.Count > 0)
                {
                    await HandleAsync(queue, batch, until);
                }
            }
            catch (Exception e) when (Unreachable.Is(e) && !abandon.IsCancellationRequested)
            {
                Notice(MappingNoticeKind.SourceUnreachable, $"Queue {spec.QueueArn} does not answer ({e.GetType().Name}: {e.Message}); next try in {backoff.Next.TotalMilliseconds:F0} ms.");
                await backoff.WaitAsync(stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (abandon.IsCancellationRequested)
            {
                return; // the grace is over: what is in flight comes back after the visibility timeout
            }
        }
    }

    private async Task HandleAsync(QueueReader queue, List<Message> batch, DateTimeOffset until)
    {
        if (stop.IsCancellationRequested || await InvokeAsync(batch, until) is not { } answer)
        {
            await queue.GiveBackAsync(batch, abandon.Token);
            return;
        }

        if (answer.Why is { } why)
        {
            Notice(answer.WholeBatchFailed ? MappingNoticeKind.BatchFailed : MappingNoticeKind.ItemsFailed, $"A batch of {batch.Count} for {spec.FunctionArn}: {why}");
        }

        if (!answer.WholeBatchFailed)
        {
            var undeleted = await queue.DeleteAsync(batch.Where(message => !answer.FailedItems.Contains(message.MessageId)), abandon.Token);
            if (undeleted > 0)
            {
                Notice(MappingNoticeKind.SourceUnreachable, $"{undeleted} messages that were done could not be deleted; they will be delivered again.");
            }
        }
    }

    /// <returns>Null where it was throttled until the run stopped or the messages were nearly visible again.</returns>
    /// <remarks>AWS, "Handling errors for an SQS event source in Lambda": throttled batches are tried again, ever more slowly, within the queue's visibility timeout.</remarks>
    private async Task<BatchAnswer?> InvokeAsync(List<Message> batch, DateTimeOffset until)
    {
        var payload = QueueEvent.Write(batch, spec.QueueArn, context.Region);
        var backoff = new Backoff(context.Clock);
        while (true)
        {
            var answer = await context.Invoker.InvokeAsync(spec.FunctionArn, payload, abandon.Token);
            if (answer.ErrorType != Lambda.LambdaErrors.Throttled)
            {
                return BatchAnswer.Read(answer, spec.ReportsItemFailures, [.. batch.Select(message => message.MessageId)]);
            }

            Notice(MappingNoticeKind.Throttled, $"{spec.FunctionArn} is throttled; a batch of {batch.Count} waits {backoff.Next.TotalMilliseconds:F0} ms.");
            if (context.Clock.GetUtcNow() + backoff.Next >= until || stop.IsCancellationRequested)
            {
                return null;
            }

            await backoff.WaitAsync(stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Notice(MappingNoticeKind kind, string text) => context.OnNotice(new MappingNotice(spec.Id, kind, text));
}
