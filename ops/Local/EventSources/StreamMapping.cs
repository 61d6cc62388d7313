using Appointments.Local.DynamoDb;
using Appointments.Local.Topology;

namespace Appointments.Local.EventSources;

/// <summary>An event source mapping from a table's stream: in order, one batch at a time.</summary>
/// <remarks>AWS runs one batch at a time for each shard; DynamoDB Local has one open shard a table, so one at a time over all is the same here and simpler.</remarks>
public sealed class StreamMapping : IAsyncDisposable
{
    /// <summary>A look at a local server takes milliseconds: one that takes this long was lost on the way.</summary>
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(10);

    private readonly StreamMappingSpec spec;
    private readonly StreamRead read;
    private readonly MappingContext context;
    private readonly IStreamPositions positions;
    private readonly FailureDestination? destination;
    private readonly TaskCompletionSource looked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource stop = new();
    private readonly CancellationTokenSource abandon = new();
    private readonly Backoff backoff;
    private PendingRecords pending;
    private StreamPosition reading; // ahead of what is done by what is pending
    private StreamPosition done;
    private long timesCaughtUp;

    /// <param name="read">Of the mapping's table.</param>
    /// <param name="positions">Where the mapping goes on; it starts at its starting position where they do not know it.</param>
    /// <param name="destination">Null exactly where <paramref name="spec"/> has no failure destination.</param>
    /// <exception cref="ArgumentException">The destination is missing or too much, or the starting position is neither TRIM_HORIZON nor LATEST.</exception>
    public StreamMapping(StreamMappingSpec spec, StreamRead read, MappingContext context, IStreamPositions positions, FailureDestination? destination)
    {
        if (spec.FailureDestinationArn is not null != destination is not null)
        {
            throw new ArgumentException($"Mapping {spec.Id} has the failure destination {spec.FailureDestinationArn ?? "none"}, but was given {(destination is null ? "none" : "one")}.", nameof(destination));
        }

        (this.spec, this.read, this.context, this.positions, this.destination) = (spec, read, context, positions, destination);
        backoff = new Backoff(context.Clock);
        pending = new PendingRecords(spec.BatchSize, spec.BatchingWindow, context.Clock);
        reading = done = positions.Find(spec.Id) ?? spec.StartingPosition switch
        {
            "TRIM_HORIZON" => StreamPosition.TrimHorizon,
            "LATEST" => StreamPosition.Latest,
            var other => throw new ArgumentException($"Mapping {spec.Id} starts at {other}; a DynamoDB stream has TRIM_HORIZON and LATEST.", nameof(spec)),
        };
    }

    /// <summary>How often it has found nothing new with nothing in hand. Once it has grown by two, all that was in the stream before is handled.</summary>
    public long TimesCaughtUp => Interlocked.Read(ref timesCaughtUp);

    /// <summary>Ends when the mapping was stopped; fails where it broke, which is a bug and to be reported.</summary>
    public Task Running { get; private set; } = Task.CompletedTask;

    /// <summary>Starts. Once it has returned, every later record is read, whatever the starting position.</summary>
    public async Task StartAsync(CancellationToken cancel)
    {
        Running = Task.Run(RunAsync, CancellationToken.None);
        await (await Task.WhenAny(looked.Task, Running).WaitAsync(cancel));
    }

    /// <summary>Reads no more, and waits for the batch in flight.</summary>
    /// <param name="grace">How long it may take. Then it is repeated at the next start, where positions are kept.</param>
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

    private async Task RunAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await FollowAsync();
            }
            catch (DynamoDbCallException e) when (e.Error == "TrimmedDataAccessException")
            {
                Notice(MappingNoticeKind.GivenUp, $"The stream {spec.StreamArn} no longer has what follows the last batch: its records live for 24 hours. Reading goes on with the oldest that is there.");
                pending = new PendingRecords(spec.BatchSize, spec.BatchingWindow, context.Clock);
                reading = done = StreamPosition.TrimHorizon;
            }
            catch (Exception e) when (stop.IsCancellationRequested && e is OperationCanceledException)
            {
                return;
            }
            catch (Exception e) when (Unreachable.Is(e))
            {
                Notice(MappingNoticeKind.SourceUnreachable, $"The stream {spec.StreamArn} does not answer ({e.GetType().Name}: {e.Message}); next try in {backoff.Next.TotalMilliseconds:F0} ms.");
                await backoff.WaitAsync(stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Reads until it fails. What is pending stays so.</summary>
    private async Task FollowAsync()
    {
        using var lost = new CancellationTokenSource(LongestLook, context.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop.Token, lost.Token);
        await foreach (var look in read(reading, either.Token))
        {
            lost.CancelAfter(Timeout.InfiniteTimeSpan);
            looked.TrySetResult();
            backoff.Reset();
            var another = !look.Records.IsEmpty && look.ShardId != pending.ShardId;
            while (!pending.IsEmpty && another) { await SettleAsync(); }
            pending.Add(look);
            reading = look.Position;
            while (pending.IsDue) { await SettleAsync(); }
            if (pending.IsEmpty && look.Records.IsEmpty) { Interlocked.Increment(ref timesCaughtUp); }
            if (pending.IsEmpty) { done = look.Position; } // it has also forgotten the shards that are gone
            lost.CancelAfter(LongestLook);
        }
    }

    private async Task SettleAsync()
    {
        var shard = pending.ShardId;
        var batches = new StreamBatches(spec, shard, context, destination);
        await batches.SettleAsync(pending.Take(), Save, stop.Token, abandon.Token);

        void Save(StreamRecord last)
        {
            done = done.After(shard, last.SequenceNumber);
            positions.Save(spec.Id, done);
        }
    }

    private void Notice(MappingNoticeKind kind, string text) => context.OnNotice(new MappingNotice(spec.Id, kind, text));
}
