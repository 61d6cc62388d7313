using System.Collections.Immutable;
using Appointments.Local.Lambda;
using Appointments.Local.Topology;

namespace Appointments.Local.EventSources;

/// <summary>Gives one shard's batches to the function until each record is done or given up, in order.</summary>
/// <remarks>
/// AWS, "Retain discarded records for a DynamoDB event source in Lambda": a throttled invocation is no attempt; splitting a batch does not consume the retry quota.
/// AWS, "Configuring partial batch response with DynamoDB and Lambda": the lowest failed sequence number is the checkpoint.
/// </remarks>
internal sealed class StreamBatches(StreamMappingSpec spec, string shardId, MappingContext context, FailureDestination? destination)
{
    /// <param name="done">Told of the last record that need not be read again.</param>
    /// <param name="stop">Ends the waiting between two tries.</param>
    /// <param name="abandon">Ends the invocation too.</param>
    /// <exception cref="OperationCanceledException">Stopped before all were done.</exception>
    public async Task SettleAsync(ImmutableArray<StreamRecord> batch, Action<StreamRecord> done, CancellationToken stop, CancellationToken abandon)
    {
        var backoff = new Backoff(context.Clock);
        for (var invocations = 1; ; invocations++)
        {
            var (answer, requestId) = await InvokeAsync(batch, stop, abandon);
            var failedFrom = FirstFailed(batch, answer);
            if (failedFrom > 0)
            {
                done(batch[failedFrom - 1]);
                if (failedFrom == batch.Length) { return; }
                Report(MappingNoticeKind.ItemsFailed, batch, answer.Why!);
                (batch, invocations) = (batch[failedFrom..], 0); // what is left is a batch of its own
            }
            else if (spec.BisectsOnError && batch.Length > 1)
            {
                Report(MappingNoticeKind.BatchFailed, batch, $"{answer.Why} It is split in two.");
                await SettleAsync(batch[..(batch.Length / 2)], done, stop, abandon);
                (batch, invocations) = (batch[(batch.Length / 2)..], 0);
            }
            else if (spec.MaximumRetryAttempts >= 0 && invocations > spec.MaximumRetryAttempts)
            {
                await GiveUpAsync(batch, requestId, invocations, stop);
                done(batch[^1]);
                return;
            }
            else
            {
                Report(MappingNoticeKind.BatchFailed, batch, $"{answer.Why} Next try in {backoff.Next.TotalMilliseconds:F0} ms.");
                await backoff.WaitAsync(stop);
            }
        }
    }

    /// <returns>The index of the first record that is not done; the length where all are.</returns>
    private static int FirstFailed(ImmutableArray<StreamRecord> batch, BatchAnswer answer)
    {
        if (answer.WholeBatchFailed) { return 0; }
        var first = batch.Select((record, i) => (record, i)).FirstOrDefault(one => answer.FailedItems.Contains(one.record.SequenceNumber), (record: null!, i: batch.Length));
        return first.i;
    }

    private async Task<(BatchAnswer Answer, string RequestId)> InvokeAsync(ImmutableArray<StreamRecord> batch, CancellationToken stop, CancellationToken abandon)
    {
        var payload = StreamEvent.Write(batch, spec.StreamArn, context.Region);
        var backoff = new Backoff(context.Clock);
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            var answer = await context.Invoker.InvokeAsync(spec.FunctionArn, payload, abandon);
            if (answer.ErrorType != LambdaErrors.Throttled)
            {
                var read = BatchAnswer.Read(answer, spec.ReportsItemFailures, [.. batch.Select(record => record.SequenceNumber)]);
                return (read, answer.RequestId ?? Guid.NewGuid().ToString());
            }

            Report(MappingNoticeKind.Throttled, batch, $"it was throttled and waits {backoff.Next.TotalMilliseconds:F0} ms.");
            await backoff.WaitAsync(stop);
        }
    }

    private async Task GiveUpAsync(ImmutableArray<StreamRecord> batch, string requestId, int invocations, CancellationToken stop)
    {
        var record = FailureRecord.Write(spec, shardId, batch, requestId, invocations, context.Clock.GetUtcNow());
        var backoff = new Backoff(context.Clock);
        for (var sent = destination is null; !sent;)
        {
            try
            {
                await destination!.SendAsync(record, stop);
                sent = true;
            }
            catch (Exception e) when (Unreachable.Is(e) && !stop.IsCancellationRequested)
            {
                Report(MappingNoticeKind.SourceUnreachable, batch, $"its failure record cannot be sent to {spec.FailureDestinationArn} ({e.GetType().Name}: {e.Message}).");
                await backoff.WaitAsync(stop); // and not dropped: it is all that is left of the batch
            }
        }

        Report(MappingNoticeKind.GivenUp, batch, $"it was given up after {invocations} invocations; told {spec.FailureDestinationArn ?? "nobody: there is no failure destination"}.");
    }

    private void Report(MappingNoticeKind kind, ImmutableArray<StreamRecord> batch, string text) =>
        context.OnNotice(new MappingNotice(spec.Id, kind, $"Records {batch[0].SequenceNumber} to {batch[^1].SequenceNumber} ({batch.Length}) for {spec.FunctionArn}: {text}"));
}
