using System.Collections.Immutable;
using Appointments.Drills.Load;

namespace Appointments.Drills.Checking;

/// <summary>
/// Compares what every client was told with what every region holds. It looks for a lie from outside: it reads the API alone, keeps its own law
/// (<see cref="Law"/>) and its own fold, and shares no code with the system.
/// </summary>
public static class HistoryChecker
{
    /// <param name="observations">Every write of the run, of all its clients: one that is left out looks like a row that nobody asked for.</param>
    /// <param name="regions">Every region, read after the last answer.</param>
    /// <param name="settled">Whether all has arrived: queues empty, replication caught up. If not, what has not arrived is delayed, and regions and lists are not compared.</param>
    /// <param name="mistake">Rows that were lost on purpose; null: none were.</param>
    /// <param name="sightings">What an <see cref="OrderWatch"/> saw during the run; null: nobody watched, and the verdict says so.</param>
    public static Verdict Check(IReadOnlyCollection<Observation> observations, IReadOnlyCollection<RegionLedgers> regions, bool settled, IReadOnlyCollection<OrderSighting>? sightings = null, Mistake? mistake = null)
    {
        if (regions.Count == 0)
            throw new ArgumentException("A verdict needs the ledgers of at least one region.", nameof(regions));

        var cases = observations.GroupBy(each => each.AppointmentId).OrderBy(same => same.Key, StringComparer.Ordinal).Select(same => Case.Of(same, regions, mistake)).ToList();
        var findings = cases.SelectMany(each => Broken(each, settled)).ToList();
        if (settled)
            findings.AddRange(regions.SelectMany(Lists.Broken));
        findings.AddRange(ScheduleOrder.Broken(observations, regions));
        findings.AddRange(ScheduleOrder.Broken(sightings ?? [], [.. cases.Where(each => mistake?.Touched(each.Id) is true || each.Seen.Any(seen => !seen.Seen.SetAside.IsEmpty)).Select(each => each.Id)]));
        ImmutableArray<string> Ids(Func<Case, bool> which) => [.. cases.Where(which).Select(each => each.Id)];
        var conflicts = cases.SelectMany(each => each.Seen.SelectMany(seen => new History(seen.Region, seen.Seen).Conflicts())).Distinct().ToImmutableArray();
        return Verdict([.. findings.Distinct()], observations, cases.Count, settled ? [] : Ids(each => each.Claims.Incomplete), Ids(each => each.Claims.SetAside), conflicts,
            Notes(regions, settled, sightings)) with
        { Gone = [.. cases.SelectMany(each => each.Claims.Gone)] };
    }

    private static IEnumerable<Finding> Broken(Case one, bool settled)
    {
        var broken = one.Claims.Broken(settled);
        // Rows arrive apart and in any order: what they tell together is told once all are there.
        return settled ? [.. broken, .. one.Seen.SelectMany(seen => new History(seen.Region, seen.Seen).Broken()), .. SameEverywhere.Broken(one.Id, one.Seen)] : broken;
    }

    private static Verdict Verdict(ImmutableArray<Finding> findings, IReadOnlyCollection<Observation> observations, int appointments,
        ImmutableArray<string> delayed, ImmutableArray<string> setAside, ImmutableArray<SeenConflict> conflicts, ImmutableArray<string> notes)
    {
        int Told(Told told) => observations.Count(each => each.Told == told);
        int Of(FindingKind kind) => findings.Where(finding => finding.Kind == kind).SelectMany(finding => finding.AppointmentIds).Distinct().Count();
        return new Verdict(findings, new VerdictCounts(Told(Load.Told.Accepted), Told(Load.Told.Refused), Told(Load.Told.Unknown), appointments,
            Of(FindingKind.Lost), delayed.Length, Of(FindingKind.Doubled), setAside.Length, conflicts.Length), delayed, setAside, conflicts, notes);
    }

    private static ImmutableArray<string> Notes(IReadOnlyCollection<RegionLedgers> regions, bool settled, IReadOnlyCollection<OrderSighting>? sightings) =>
    [
        .. settled ? [] : new[] { "Not settled: what is under way counts as delayed, and regions, lists and histories were not compared." },
        .. sightings is null ? ["Nobody watched the schedules during the run: their order was checked by the instants in the ledgers only."] : Array.Empty<string>(),
        .. regions.Where(region => !region.ListedWhole).Select(region => $"{region.Region}'s list was not read to its end: whether it leaves something out was not checked."),
    ];

    private sealed record Case(string Id, IReadOnlyList<(string Region, SeenAppointment Seen)> Seen, Claims Claims)
    {
        public static Case Of(IGrouping<string, Observation> told, IEnumerable<RegionLedgers> regions, Mistake? mistake)
        {
            var seen = regions.Select(region => (region.Region, region.Appointments.GetValueOrDefault(told.Key) ?? throw new ArgumentException(
                $"{region.Region} was not asked for {told.Key}; read every id of the observations.", nameof(regions)))).ToList();
            return new Case(told.Key, seen, new Claims(told.Key, [.. told], seen, mistake));
        }
    }
}
