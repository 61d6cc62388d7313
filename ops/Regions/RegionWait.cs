using System.Collections.Immutable;
using System.Globalization;

namespace Appointments.Regions;

/// <summary>One thing that is waited for.</summary>
/// <param name="Name">Such as <c>DNS</c>.</param>
/// <param name="Left">What is left, in words; empty where it is done.</param>
public sealed record WaitStep(string Name, bool Done, string Left);

/// <summary>How a wait stands.</summary>
/// <param name="Remaining">Until it is given up.</param>
public sealed record WaitReport(ImmutableArray<WaitStep> Steps, TimeSpan Elapsed, TimeSpan Remaining)
{
    public bool Done => Steps.All(step => step.Done);
}

/// <summary>Waits until an operator's act has reached everybody, and tells every second what is left.</summary>
/// <param name="progress">Told each look; from the caller's own thread.</param>
public sealed class RegionWait(IRegions regions, TimeProvider clock, Action<WaitReport> progress)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>30 looks in five minutes, so 90 requests: a drill and another operator find room.</summary>
    private static readonly TimeSpan RoutingEvery = TimeSpan.FromSeconds(10);

    private readonly PacedRouting paced = new(regions, clock, RoutingEvery);

    /// <summary>Until nobody is led to the region any more; with <paramref name="emptied"/>, until it has handled and replicated all that it accepted, too.</summary>
    public Task<WaitReport> UntilDrainedAsync(string region, bool emptied, TimeSpan giveUpAfter, CancellationToken cancel)
    {
        long? unhealthySince = null;
        return UntilAsync(async within =>
        {
            var dns = MovedAsync(region, now => unhealthySince = now ? unhealthySince ?? clock.GetTimestamp() : null, () => unhealthySince, within);
            return emptied ? [await dns, await QueuesAsync(region, within), .. await ReplicationAsync(region, null, within)] : [await dns];
        }, giveUpAfter, cancel);
    }

    /// <summary>Until the region has handled what it accepted, and has what the others wrote.</summary>
    public Task<WaitReport> UntilReplayedAsync(string region, TimeSpan giveUpAfter, CancellationToken cancel) =>
        UntilAsync(async within => [await QueuesAsync(region, within), .. await ReplicationAsync(null, region, within)], giveUpAfter, cancel);

    /// <summary>Until Route 53 counts the region as healthy again; where nobody tells, until it must and resolvers have heard of it.</summary>
    public Task<WaitReport> UntilRestoredAsync(string region, TimeSpan giveUpAfter, CancellationToken cancel)
    {
        long? healthySince = null;
        return UntilAsync(async within =>
        {
            var (all, routing) = await paced.LookAsync(within);
            healthySince = all.Single(state => state.Region == region).Routable ? healthySince ?? clock.GetTimestamp() : null;
            return [healthySince is { } since ? Settled(routing, since) : new WaitStep("DNS", false, $"Route 53 does not count {region} as healthy yet")];
        }, giveUpAfter, cancel);
    }

    private async Task<WaitReport> UntilAsync(Func<CancellationToken, Task<ImmutableArray<WaitStep>>> look, TimeSpan giveUpAfter, CancellationToken cancel)
    {
        var start = clock.GetTimestamp();
        using var timer = new PeriodicTimer(Look, clock);
        using var deadline = new CancellationTokenSource(giveUpAfter, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancel);
        ImmutableArray<WaitStep> steps = [new WaitStep("a first look", false, "no answer yet")];
        while (true)
        {
            try { steps = await look(either.Token).WaitAsync(either.Token); }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested) { } // the time is up within a look: what was seen last is what there is to tell
            var elapsed = clock.GetElapsedTime(start);
            var report = new WaitReport(steps, elapsed, elapsed < giveUpAfter ? giveUpAfter - elapsed : TimeSpan.Zero);
            progress(report);
            if (report.Done || report.Remaining == TimeSpan.Zero)
                return report;
            await timer.WaitForNextTickAsync(cancel);
        }
    }

    /// <summary>Route 53 no longer answers with the region, and resolvers that keep what they were told have had the time to forget it.</summary>
    private async Task<WaitStep> MovedAsync(string region, Action<bool> note, Func<long?> unhealthySince, CancellationToken cancel)
    {
        var (all, routing) = await paced.LookAsync(cancel);
        note(!all.Single(state => state.Region == region).Routable);
        if (unhealthySince() is not { } since)
            return new WaitStep("DNS", false, Seconds($"Route 53 counts {region} as healthy still; {routing.Settles.TotalSeconds:0} s at most"));
        if (!all.Any(state => state.Routable))
            return new WaitStep("DNS", false, "Route 53 counts no region as healthy, so it answers with all of them");
        if (routing.LeadsTo == region)
            return new WaitStep("DNS", false, $"the shared name leads to {region} still");
        return Settled(routing, since);
    }

    /// <param name="since">From when the region's checks find what they are to find.</param>
    private WaitStep Settled(RoutingSighting routing, long since)
    {
        var left = routing.Exact ? TimeSpan.Zero : routing.Settles - clock.GetElapsedTime(since);
        return left > TimeSpan.Zero ? new WaitStep("DNS", false, Seconds($"{left.TotalSeconds:0} s until checkers and resolvers everywhere have followed")) : new WaitStep("DNS", true, "");
    }

    private async Task<WaitStep> QueuesAsync(string region, CancellationToken cancel)
    {
        var queues = await regions.QueuesAsync(region, cancel);
        return new WaitStep("queues", queues.IsEmpty, queues.Left);
    }

    private async Task<ImmutableArray<WaitStep>> ReplicationAsync(string? from, string? to, CancellationToken cancel) =>
        [.. (await regions.ReplicationAsync(from, to, cancel)).Select(link => new WaitStep($"replication {link.From} to {link.To}", link.HasCaughtUp, link.Left))];

    private static string Seconds(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
