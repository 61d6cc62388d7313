using System.Collections.Immutable;

namespace Appointments.Regions;

/// <summary>An act, and which regions' tables hold it.</summary>
/// <param name="LackedBy">Tables that answered and do not hold it.</param>
public sealed record KeptAct(RegionAct Act, ImmutableArray<string> HeldBy, ImmutableArray<string> LackedBy);

/// <param name="Acts">Every act that any table holds, the latest first.</param>
/// <param name="Silent">The regions whose tables did not answer.</param>
/// <param name="Unreadable">Items that should be acts and are none, each in a sentence.</param>
public sealed record TrailReading(ImmutableArray<KeptAct> Acts, ImmutableArray<string> Silent, ImmutableArray<string> Unreadable);

/// <summary>Who drained and restored what, when and why, in every region's table. Whoever adds to it also puts what a table lacks: one that was cut off at the time.</summary>
public sealed class AuditTrail(IRegions regions)
{
    public async Task<TrailReading> ReadAsync(CancellationToken cancel)
    {
        var seen = await regions.HistoryAsync(cancel);
        var answered = seen.Where(table => table.Answered).ToArray();
        string[] Tables(bool holding, RegionAct act) => [.. answered.Where(table => table.Acts.Any(each => each.Identity == act.Identity) == holding).Select(table => table.Observer)];
        var acts = answered.SelectMany(table => table.Acts).DistinctBy(act => act.Identity).Select(act => new KeptAct(act, [.. Tables(true, act)], [.. Tables(false, act)]));
        return new TrailReading([.. acts.OrderByDescending(kept => kept.Act.At).ThenBy(kept => kept.Act.Region, StringComparer.Ordinal)],
            [.. seen.Where(table => !table.Answered).Select(table => table.Observer)],
            [.. answered.SelectMany(table => table.Unreadable.Select(problem => $"RegionsTable of {table.Observer}: {problem}"))]);
    }

    /// <summary>Adds an act, and puts every act that a table lacks into it.</summary>
    /// <param name="act">Kept as it stands in a table already, where it does.</param>
    /// <returns>The regions whose tables did not take it.</returns>
    public async Task<ImmutableArray<string>> KeepAsync(RegionAct act, CancellationToken cancel)
    {
        var acts = (await ReadAsync(cancel)).Acts; // what cannot be read keeps nobody from draining: region history tells of it
        var standing = acts.Select(kept => kept.Act).FirstOrDefault(kept => kept.Identity == act.Identity) ?? act;
        var answers = await regions.RecordAsync(standing, cancel);
        foreach (var missed in acts.Where(kept => kept.Act.Identity != act.Identity && !kept.LackedBy.IsEmpty))
            await regions.RecordAsync(missed.Act, cancel);
        return [.. answers.Where(answer => answer.Kind is TableAnswerKind.NoAnswer).Select(answer => answer.Region)];
    }
}
