namespace Appointments.Drills.Checking;

/// <summary>One appointment's rows in one region, against the law. Settled: all rows that exist have arrived.</summary>
internal sealed class History(string region, SeenAppointment seen)
{
    /// <summary>Gateways and functions of one region have clocks that agree better than this.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMilliseconds(100);

    /// <summary>What the rows tell that cannot have happened, or that they are not read as they must be.</summary>
    public IEnumerable<Finding> Broken() => seen.Found ? Rows().Concat(Status()).Concat(Lines()) : [];

    /// <summary>What two regions decided at once, and which of it stands.</summary>
    public IEnumerable<SeenConflict> Conflicts()
    {
        foreach (var same in Successors().Where(same => same.Count() > 1))
        {
            var between = string.Join(" and ", same.OrderBy(row => row.ChangedIn, StringComparer.Ordinal).Select(row => $"{row.Status} in {row.ChangedIn}"));
            var stands = same.Where(row => !row.Overruled).Select(row => row.Status).FirstOrDefault();
            yield return new SeenConflict(seen.Id, $"After {same.Key}: {between}; {(stands is null ? "a later line outranks both" : $"{stands} stands")}, the rest is overruled.");
        }

        foreach (var entry in seen.Found ? seen.SetAside : [])
            yield return new SeenConflict(seen.Id, $"It stands for {seen.Country} in schedule {seen.Schedule ?? "none"}; quarantine keeps, from {entry.Region}: {entry.Reason}");
    }

    private IEnumerable<IGrouping<string, SeenRow>> Successors() => seen.Rows.Where(row => row.PreviousStatus is not null).GroupBy(row => row.PreviousStatus!);

    private IEnumerable<Finding> Rows()
    {
        foreach (var same in seen.Rows.GroupBy(row => row.Status).Where(same => same.Count() > 1))
            yield return Of(FindingKind.Doubled, $"{region} has {same.Count()} rows that say {same.Key}; a status is reached once.");
        foreach (var same in seen.Rows.GroupBy(row => row.RequestId).Where(same => same.Count() > 1))
            yield return Of(FindingKind.Doubled, $"{region} has {same.Count()} rows by request {same.Key}: {string.Join(", ", same.Select(row => row.Status))}; a request does one thing.");
        if (seen.Row(Law.Requested) is not { PreviousStatus: null })
            yield return Of(FindingKind.ImpossibleHistory, $"{region} does not begin its history with a requested row without a previous status.");
        foreach (var row in seen.Rows.Where(row => row.Status != Law.Requested && (row.PreviousStatus is null || !Law.Allows(row.PreviousStatus, row.Status))))
            yield return Of(FindingKind.ImpossibleHistory, $"{region} has it {row.Status} after {row.PreviousStatus ?? "nothing"}, which the lifecycle does not allow.");
        foreach (var row in seen.Rows.Where(row => row.PreviousStatus is { } previous && seen.Row(previous) is null))
            yield return Of(FindingKind.ImpossibleHistory, $"{region} has it {row.Status} after {row.PreviousStatus}, and has no row that says {row.PreviousStatus}.");
        foreach (var same in Successors().SelectMany(after => after.GroupBy(row => (After: after.Key, row.ChangedIn))).Where(same => same.Count() > 1))
            yield return Of(FindingKind.ImpossibleHistory, $"{same.Key.ChangedIn} took it from {same.Key.After} to {string.Join(" and to ", same.Select(row => row.Status))}: within a region one change follows another.");
        foreach (var row in seen.Rows.Where(row => Previous(row) is { } previous && previous.ChangedIn == row.ChangedIn && previous.ChangedAt - row.ChangedAt > ClockTolerance))
            yield return Of(FindingKind.ImpossibleHistory, $"{region} has it {row.Status} at {row.ChangedAt:O}, after it was {row.PreviousStatus} at {Previous(row)!.ChangedAt:O}, both in {row.ChangedIn}: the earlier row was written anew.");
    }

    // The highest rank among its rows decides, whatever their order: nothing else needs to be known, so this is the whole of the fold.
    private IEnumerable<Finding> Status()
    {
        if (Deciding() is not { } deciding)
            yield break;
        if (seen.Status != deciding.Status)
            yield return Of(FindingKind.WrongStatus, $"{region} says that it is {seen.Status}; of its rows ({string.Join(", ", seen.Rows.Select(row => row.Status))}) {deciding.Status} decides.");
        else if (seen.ChangedAt != deciding.ChangedAt || seen.ChangedIn != deciding.ChangedIn)
            yield return Of(FindingKind.WrongStatus, $"{region} says that it was changed at {seen.ChangedAt:O} in {seen.ChangedIn}; its {deciding.Status} row says at {deciding.ChangedAt:O} in {deciding.ChangedIn}.");
    }

    // What led to the deciding row counts; all else is overruled, and marked so.
    private IEnumerable<Finding> Lines()
    {
        HashSet<string> line = [];
        for (var row = Deciding(); row is not null && line.Add(row.Status); row = Previous(row))
        {
        }

        foreach (var wrong in seen.Rows.Where(row => line.Contains(Law.Requested) && row.Overruled == line.Contains(row.Status)))
            yield return Of(FindingKind.WrongStatus, $"{region} has its {wrong.Status} row {(wrong.Overruled ? "overruled, and it led to" : "not overruled, and it did not lead to")} {Deciding()!.Status}.");
    }

    private SeenRow? Previous(SeenRow row) => row.PreviousStatus is { } previous ? seen.Row(previous) : null;

    private SeenRow? Deciding() => Law.ByRank.Select(seen.Row).FirstOrDefault(row => row is not null);

    private Finding Of(FindingKind kind, string sentence) => new(kind, [seen.Id], $"{seen.Id}: {sentence}");
}
