using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Appointments.Drills.Load;

/// <summary>
/// Sends load at a stated rate, whatever the answers: clients do not wait for each other, so a slow system gets no fewer requests. A load that waited would hide
/// the very time in which nothing was answered.
/// </summary>
/// <param name="handler">Carries the requests; null: the network. Disposed with the load's end.</param>
public sealed class OpenLoopLoad(LoadPlan plan, TimeProvider clock, HttpMessageHandler? handler = null)
{
    /// <summary>From when a start counts as late: by then the machine that sends, and not the system, would shape the figures.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<Observation> observations = new();
    private readonly Arrivals arrivals = new(plan.RequestsPerSecond, plan.Seed);
    private long number;

    /// <summary>Told of each request that only looked; from any thread.</summary>
    public Action<Reading>? OnRead { get; init; }

    /// <summary>How well the arrivals kept to their schedule so far.</summary>
    public Punctuality Punctuality { get; private set; } = new(0, 0, TimeSpan.Zero);

    /// <summary>Sends until the time is over or it is told to stop; then waits for the answers that are still out, each for a client's timeout at most. Once only.</summary>
    /// <param name="duration">How long requests start; null: until it is told to stop.</param>
    /// <param name="onObserved">Told of each write and what its client was told, as it is told; from any thread.</param>
    /// <param name="stop">Ends the arrivals. What is under way is finished, because a client that is cut off knows nothing.</param>
    /// <returns>Every write, in the order of their numbers.</returns>
    public async Task<ImmutableArray<Observation>> RunAsync(TimeSpan? duration, Action<Observation> onObserved, CancellationToken stop)
    {
        using var client = new LoadClient(plan, clock, handler);
        using var over = duration is { } time ? new CancellationTokenSource(time, clock) : new CancellationTokenSource();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop, over.Token);
        var script = new RequestScript(plan);
        var begin = clock.GetTimestamp();
        List<Task> underWay = [];
        while (await ArrivalAsync(begin, end.Token))
        {
            var next = script.Next();
            underWay.Add(Task.Run(() => next.Writes ? WriteAsync(client, next, onObserved, end.Token) : ReadAsync(client, next), CancellationToken.None));
        }

        await Task.WhenAll(underWay);
        return [.. observations.OrderBy(observation => observation.Number)];
    }

    /// <returns>Whether there is one: false at the end.</returns>
    private async Task<bool> ArrivalAsync(long begin, CancellationToken end)
    {
        var due = arrivals.Next();
        try
        {
            for (var early = due - clock.GetElapsedTime(begin); early > TimeSpan.Zero; early = due - clock.GetElapsedTime(begin))
                await Task.Delay(early < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : early, clock, end);
        }
        catch (OperationCanceledException)
        {
            return false;
        }

        if (end.IsCancellationRequested)
            return false;
        Punctuality = Punctuality.With(clock.GetElapsedTime(begin) - due);
        return true;
    }

    // As a real client does: what it does not know it asks again, with the same words.
    private async Task WriteAsync(LoadClient client, PlannedRequest planned, Action<Observation> onObserved, CancellationToken end)
    {
        for (var attempt = 1; ; attempt++)
        {
            var mine = Interlocked.Increment(ref number);
            var observation = (await client.SendAsync(planned)).Observed(mine, planned);
            observations.Enqueue(observation);
            onObserved(observation);
            if (observation.Told != Told.Unknown || attempt == plan.Attempts)
                return;
            try { await Task.Delay(RetryPause * attempt, clock, end); }
            catch (OperationCanceledException) { return; } // the load is over: this client will never know
        }
    }

    private async Task ReadAsync(LoadClient client, PlannedRequest planned)
    {
        var answer = await client.SendAsync(planned);
        OnRead?.Invoke(new Reading(LoadClient.PathOf(planned), answer.SentAt, answer.Milliseconds, answer.Status, answer.Problem));
    }
}
