using System.Collections.Immutable;
using Appointments.Plan;

namespace Appointments.Rollout;

/// <summary>
/// Brings a release to one region after the other, so that a bad one never reaches all: update, watch, and only then the next. A region that is not well goes back to what it ran before,
/// and the rest is not touched. What builds on the regions is the last step, and is watched too: through the edge, as clients come; where that is not well, everything goes back.
/// </summary>
/// <remarks>A step's region is null where it is the last.</remarks>
public sealed class RegionByRegion(IReleases releases, IRegionProbe probe, Pace pace, TimeProvider clock, IProgress<RolloutEvent> progress)
{
    private const string Edge = "what builds on the regions";

    private readonly ImmutableArray<RolloutEvent>.Builder events = ImmutableArray.CreateBuilder<RolloutEvent>();

    /// <param name="order">Which region first; all of them.</param>
    /// <param name="despiteAlarms">Begins although alarms are raised, of which only later ones count, or something is not well: the way out of a bad release is one, too.</param>
    public async Task<RolloutReport> RunAsync(ImmutableArray<string> order, bool despiteAlarms, CancellationToken cancel)
    {
        var standing = new Dictionary<string, ImmutableArray<string>>();
        foreach (var region in order.Append<string?>(null))
        {
            standing[Of(region)] = await releases.AlarmsAsync(region, cancel);
            if (await IllBeforeAsync(region, standing[Of(region)], despiteAlarms, cancel) is { } ill)
                return Report(RolloutOutcome.NotBegun, $"Nothing was changed: {region ?? Edge} is not well as it is. {ill}", order, []);
        }
        try { await releases.PrepareAsync(cancel); }
        catch (ReleaseException problem) { return Report(RolloutOutcome.NotBegun, $"No region was touched: {problem.Message}", order, []); }
        var done = new List<RegionRollout>();
        foreach (var region in order)
        {
            done.Add(await UpdateAsync(region, standing[region], cancel));
            if (done[^1] is { Result: RegionResult.WentBack, Problem: var problem })
                return Report(RolloutOutcome.WentBack, $"{region} runs again what it ran before: with the release it was not well. {problem}", order, done);
            if (done[^1] is { Result: RegionResult.NotBack, Problem: var stuck })
                return Report(RolloutOutcome.Stuck, $"{region} is not well and going back did not help: drain it with ./appointments region drain {region}, then look. {stuck}", order, done);
            if (done[^1].Result is RegionResult.Unjudged)
                return Interrupted(region, order, done);
        }
        var last = await UpdateAsync(null, standing[Of(null)], cancel);
        if (last.Result is RegionResult.Unjudged)
            return Interrupted(Edge, order, done);
        if (last.Result is not RegionResult.Updated)
            return Report(last.Result is RegionResult.WentBack ? RolloutOutcome.WentBack : RolloutOutcome.Stuck, last.Result is RegionResult.WentBack
                ? $"Everything runs again what it ran before: each region was well with the release, what builds on them was not. {last.Problem}"
                : $"What builds on the regions is not well and going back did not help. By hand: {releases.WayBack} {last.Problem}", order, [.. order.Select(region => last with { Region = region })]);
        try { await releases.KeepAsync(cancel); }
        catch (ReleaseException left) { Tell(null, $"leaves the way back behind: {left.Message}"); }
        return Report(RolloutOutcome.Done, $"{string.Join(" and ", order)} run the release.", order, done);
    }

    private static string Of(string? region) => region ?? Names.Global;

    private async Task<string?> IllBeforeAsync(string? region, ImmutableArray<string> alarms, bool despiteAlarms, CancellationToken cancel)
    {
        if (!alarms.IsEmpty && !despiteAlarms)
            return $"Raised: {string.Join(", ", alarms)}. See to it, or begin with --despite-alarms: then only later ones count.";
        Tell(region, "is tried before anything is changed");
        var wrong = await probe.TryAsync(region, cancel);
        if (wrong is null || !despiteAlarms)
            return wrong is null ? null : $"{wrong} See to it; or, where the release is what mends it, begin with --despite-alarms.";
        Tell(region, $"is not well as it is, and gets the release nevertheless: {wrong}");
        return null;
    }

    /// <summary>A new release that nobody has judged is not left without a word.</summary>
    private async Task<RegionRollout> UpdateAsync(string? region, ImmutableArray<string> standing, CancellationToken cancel)
    {
        try { return await JudgeAsync(region, standing, cancel); }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            Tell(region, "is left as it is: interrupted");
            return new RegionRollout(Of(region), RegionResult.Unjudged, null);
        }
    }

    private RolloutReport Interrupted(string what, ImmutableArray<string> order, List<RegionRollout> done) => Report(RolloutOutcome.Interrupted,
        $"Interrupted: {what} may have the release, whole or in part, and nobody has seen whether it is well. To go back, by hand: {releases.WayBack} To go on: say rollout again.", order, done);

    private async Task<RegionRollout> JudgeAsync(string? region, ImmutableArray<string> standing, CancellationToken cancel)
    {
        Tell(region, "gets the release");
        string? problem;
        try
        {
            await releases.PutAsync(region, cancel);
            Tell(region, $"is watched for {pace.Soak.TotalSeconds:0} s");
            problem = await WatchAsync(region, standing, cancel);
        }
        catch (ReleaseException failed) { problem = failed.Message; }
        if (problem is null)
        {
            Tell(region, "is well with the release");
            return new RegionRollout(Of(region), RegionResult.Updated, null);
        }
        Tell(region, $"goes back: {problem}");
        try { await releases.GoBackAsync(region, cancel); }
        catch (ReleaseException failed) { return NotBack(region, $"{problem} And going back failed: {failed.Message}"); }
        if (await WellAgainAsync(region, cancel) is { } still)
            return NotBack(region, $"{problem} After going back: {still}");
        Tell(region, "is well again with what it ran before");
        return new RegionRollout(Of(region), RegionResult.WentBack, problem);
    }

    private RegionRollout NotBack(string? region, string problem)
    {
        Tell(region, "is not well, and needs a person");
        return new RegionRollout(Of(region), RegionResult.NotBack, problem);
    }

    /// <returns>Null: nothing was wrong for as long as it was watched.</returns>
    private async Task<string?> WatchAsync(string? region, ImmutableArray<string> standing, CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        for (var failures = 0; ;)
        {
            if ((await releases.AlarmsAsync(region, cancel)).Except(standing).ToArray() is { Length: > 0 } raised)
                return $"Raised: {string.Join(", ", raised)}.";
            var wrong = await probe.TryAsync(region, cancel);
            failures = wrong is null ? 0 : failures + 1;
            if (failures is Pace.FailuresInARow)
                return wrong;
            if (failures is 0 && clock.GetElapsedTime(began) >= pace.Soak)
                return null;
            await Task.Delay(pace.Interval, clock, cancel);
        }
    }

    /// <returns>Null: it is; else what is still wrong.</returns>
    private async Task<string?> WellAgainAsync(string? region, CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        while (await probe.TryAsync(region, cancel) is { } wrong)
        {
            if (clock.GetElapsedTime(began) >= pace.Recovery)
                return wrong;
            await Task.Delay(pace.Interval, clock, cancel);
        }
        return null;
    }

    private void Tell(string? region, string what)
    {
        var seen = new RolloutEvent(clock.GetUtcNow(), region, what);
        events.Add(seen);
        progress.Report(seen);
    }

    private RolloutReport Report(RolloutOutcome outcome, string sentence, ImmutableArray<string> order, List<RegionRollout> done) => new(outcome, sentence,
        [.. done, .. order.Skip(done.Count).Select(region => new RegionRollout(region, RegionResult.NotTouched, null))], events.ToImmutable());
}
