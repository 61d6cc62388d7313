namespace Appointments.Drills.Checking;

/// <summary>What the regions say of one appointment, against each other. Only once they have settled: before that they may differ.</summary>
internal static class SameEverywhere
{
    public static IEnumerable<Finding> Broken(string id, IReadOnlyList<(string Region, SeenAppointment Seen)> seen)
    {
        var first = seen[0];
        return seen.Skip(1).Select(other => Difference(first.Seen, other.Seen) is { } difference
            ? new Finding(FindingKind.RegionsDiffer, [id], $"{id}: {first.Region} and {other.Region} differ in {difference}.") : null).OfType<Finding>();
    }

    private static string? Difference(SeenAppointment one, SeenAppointment other)
    {
        if (one.Found != other.Found)
            return $"whether it is there ({Text(one.Found)}, {Text(other.Found)})";
        if ((one.Country, one.Schedule) != (other.Country, other.Schedule))
            return $"what it is for ({one.Country} in {one.Schedule ?? "no schedule"}, {other.Country} in {other.Schedule ?? "no schedule"})";
        if ((one.Status, one.ChangedAt, one.ChangedIn) != (other.Status, other.ChangedAt, other.ChangedIn))
            return $"its status ({one.Status} since {one.ChangedAt:O}, {other.Status} since {other.ChangedAt:O})";
        var rows = Only(one.Rows, other.Rows);
        if (rows.Length > 0)
            return $"their rows ({rows})";
        var setAside = Only(one.SetAside, other.SetAside);
        return setAside.Length > 0 ? $"their quarantine ({setAside})" : null;
    }

    /// <returns>What only one of the two has; empty where both have the same, in whatever order.</returns>
    private static string Only<T>(IReadOnlyCollection<T> one, IReadOnlyCollection<T> other) =>
        string.Join(", ", one.Except(other).Select(each => $"only the first has {each}").Concat(other.Except(one).Select(each => $"only the second has {each}")))
        is { Length: > 0 } text ? text : one.Count != other.Count ? $"{one.Count} and {other.Count} of the same" : "";

    private static string Text(bool found) => found ? "there" : "not there";
}
