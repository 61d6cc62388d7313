using System.Collections.Immutable;

namespace Appointments.Regions;

/// <summary>Two drains at the same time, by two people or a person and autoDrain, must not take every region out of service.</summary>
/// <remarks>
/// Each table takes one of them: the mark is written where the regions that are to go on serving are not drained. But two tables can each take another one before replication brings them together,
/// so whoever has written looks again. Of two drains that reach the same tables the one that looks last sees both marks, and where none is left to serve it takes its own back; so may both do, which leaves every
/// region in service. What no look can see: two drains that each reach one table only, and not the same, with replication cut between them.
/// </remarks>
internal sealed class DrainRace(IRegions regions)
{
    /// <summary>Enough for a third drain that comes and goes meanwhile; then the sentence says which table lacks the mark.</summary>
    private const int Attempts = 3;

    /// <param name="reliesOn">The regions that are to go on serving; empty: none has to.</param>
    /// <returns>What the tables answered; and, where none of <paramref name="reliesOn"/> is in service any more, which drains took them out.</returns>
    public async Task<(ImmutableArray<TableAnswer> Answers, ImmutableArray<string> Overtaking)> MarkAsync(string region, DrainMark mark, ImmutableArray<string> reliesOn, CancellationToken cancel)
    {
        ImmutableArray<TableAnswer> answers = [];
        for (var (attempt, left) = (1, reliesOn); ; attempt++)
        {
            answers = Merge(answers, await regions.MarkAsync(region, mark, left, cancel));
            if (reliesOn.IsEmpty)
                return (answers, []);
            var after = await regions.LookAsync(cancel);
            left = [.. left.Where(other => !IsDrained(other, after, answers))];
            if (left.IsEmpty)
                return (answers, [.. reliesOn.Select(other => Told(other, after))]);
            if (attempt == Attempts || !answers.Any(answer => answer.Kind is TableAnswerKind.Overtaken))
                return (answers, []);
        }
    }

    /// <returns>The tables of which nobody knows whether they hold the mark still.</returns>
    public async Task<ImmutableArray<string>> TakeBackAsync(string region, DrainMark mark, CancellationToken cancel) =>
        [.. (await regions.UnmarkAsync(region, mark, cancel)).Where(answer => answer.Kind is TableAnswerKind.NoAnswer).Select(answer => answer.Region)];

    /// <summary>As a table shows it now; of one that does not answer any more, as it said a moment ago.</summary>
    private static bool IsDrained(string other, ImmutableArray<RegionState> after, ImmutableArray<TableAnswer> answers)
    {
        var state = after.Single(each => each.Region == other);
        return state.Drained is not null
            || answers.Any(answer => answer.Overtakers.Contains(other) && state.Sightings.Any(sighting => sighting.Observer == answer.Region && !sighting.Answered));
    }

    private static string Told(string other, ImmutableArray<RegionState> after) => after.Single(state => state.Region == other).Drained is { } mark
        ? $"{other} was drained at the same time by {mark.By} ({mark.Reason})"
        : $"{other} was drained at the same time, by whom its table does not answer any more";

    /// <summary>What was written at the first attempt stands at the second.</summary>
    private static ImmutableArray<TableAnswer> Merge(ImmutableArray<TableAnswer> before, ImmutableArray<TableAnswer> now) =>
        [.. now.Select(answer => before.FirstOrDefault(each => each.Region == answer.Region) is { Kind: TableAnswerKind.Written } written ? written : answer)];
}
