using System.Collections.Immutable;
using static Appointments.Regions.RegionOutcomeKind;

namespace Appointments.Regions;

/// <summary>
/// Drains and restores regions: one item in RegionsTable, written to every region that answers; Route 53 then moves the traffic. Safe to repeat.
/// </summary>
public sealed class RegionOperations(IRegions regions, TimeProvider clock)
{
    public Task<ImmutableArray<RegionState>> StatusAsync(CancellationToken cancel) => regions.LookAsync(cancel);

    /// <param name="by">Who does it.</param>
    /// <param name="reason">Why, for those who come later.</param>
    /// <param name="evenTheLast">Drains it even where no other region serves.</param>
    /// <returns>A region that is drained already keeps its first mark. The last region that serves is refused, unless one insists.</returns>
    public async Task<RegionOutcome> DrainAsync(string region, string by, string reason, bool evenTheLast, CancellationToken cancel)
    {
        var all = await regions.LookAsync(cancel);
        if (all.FirstOrDefault(state => state.Region == region) is not { } now)
            return NoSuch(region, all);
        if (now.Drained is null && !evenTheLast && !all.Any(other => other.Region != region && other is { Serves: true, Drained: null }))
            return new RegionOutcome(Refused, region, $"{region} is not drained: no other region serves ({string.Join("; ", all.Where(other => other.Region != region).Select(Why))}). Restore one first, or insist with --even-the-last.", []);
        var answers = await regions.MarkAsync(region, now.Drained ?? new DrainMark(clock.GetUtcNow(), by, reason), cancel); // again: into a table that did not answer the last time
        return Effect(answers, now) switch
        {
            NotDone => new RegionOutcome(NotDone, region, $"{region} is not drained: neither its own table nor that of {now.Watcher}, which watches it, answered.{Silent(answers)}", answers),
            AlreadySo => new RegionOutcome(AlreadySo, region, $"{region} is drained already, since {now.Drained!.At:u} by {now.Drained.By}: {now.Drained.Reason}{Silent(answers)}", answers),
            _ => new RegionOutcome(Done, region, $"{region} is drained. New requests go elsewhere once Route 53 has seen it and resolvers have forgotten its address.{Silent(answers)}", answers),
        };
    }

    public async Task<RegionOutcome> RestoreAsync(string region, CancellationToken cancel)
    {
        var all = await regions.LookAsync(cancel);
        if (all.FirstOrDefault(state => state.Region == region) is not { } now)
            return NoSuch(region, all);
        var answers = await regions.UnmarkAsync(region, cancel);
        return Effect(answers, now) switch
        {
            NotDone => new RegionOutcome(NotDone, region, $"{region} is not restored: neither its own table nor that of {now.Watcher}, which watches it, answered.{Silent(answers)}", answers),
            AlreadySo => new RegionOutcome(AlreadySo, region, $"{region} was not drained.{Silent(answers)}", answers),
            _ => new RegionOutcome(Done, region, $"{region} is restored. Requests come back once Route 53 has seen it.{Silent(answers)}", answers),
        };
    }

    /// <summary>Route 53 asks the region itself and its watcher: one of these two has to have taken it. A table that others replicate to follows.</summary>
    private static RegionOutcomeKind Effect(ImmutableArray<TableAnswer> answers, RegionState region) =>
        !answers.Any(answer => answer.Kind is not TableAnswerKind.NoAnswer && (answer.Region == region.Region || answer.Region == region.Watcher)) ? NotDone
        : answers.Any(answer => answer.Kind is TableAnswerKind.Written) ? Done
        : AlreadySo;

    private static string Silent(ImmutableArray<TableAnswer> answers) =>
        answers.Where(answer => answer.Kind is TableAnswerKind.NoAnswer).Select(answer => answer.Region).ToArray() is { Length: > 0 } silent
            ? $" {string.Join(" and ", silent)} did not answer: do it again when {(silent.Length is 1 ? "it does" : "they do")}."
            : "";

    private static string Why(RegionState region) => region.Drained is { } mark ? $"{region.Region} is drained: {mark.Reason}" : $"{region.Region} does not answer 200 to /health";

    private static RegionOutcome NoSuch(string region, ImmutableArray<RegionState> all) =>
        new(NoSuchRegion, region, $"There is no region {region}: the regions are {string.Join(", ", all.Select(state => state.Region))}.", []);
}
