using System.Collections.Immutable;
using static Appointments.Domain.AppointmentStatus;

namespace Appointments.Domain;

/// <summary>What an appointment's rows say together.</summary>
public static class Ledger
{
    // What has happened to the patient outranks what was planned; a withdrawal outranks a plan. Every move of the lifecycle goes up.
    private static readonly ImmutableArray<AppointmentStatus> Ascending =
        [Requested, Confirmed, NoShow, Rejected, Cancelled, CheckedIn, Completed, EnteredInError];

    /// <summary>Reads an appointment off its rows. Pure and total: neither the order nor the repetition of the rows matters.</summary>
    /// <param name="rows">Rows of one appointment, some perhaps of another registration: those are not seen.</param>
    /// <returns>The appointment; null without its requested row, for then it has not arrived yet.</returns>
    public static Appointment? Fold(IEnumerable<LedgerRow> rows)
    {
        var all = rows.ToImmutableArray();
        if (Last(all.Where(row => row.Status == Requested)) is not { } requested)
            return null;

        var seen = all.Where(row => row.Registration == requested.Registration).GroupBy(row => row.Status)
            .ToDictionary(same => same.Key, same => same.Key == Requested ? requested : Last(same)!);
        var current = seen[Ascending.Last(seen.ContainsKey)];
        var line = Line(current, seen);
        return new Appointment(current, [.. seen.Values
            .OrderBy(row => row.ChangedAt).ThenBy(row => Precedence(row.Status))
            .Select(row => new LedgerEntry(row, line is not null && !line.Contains(row.Status)))],
            current.NextStatus is { } next && all.All(row => row.Status != next) ? next : null);
    }

    /// <summary>Of the statuses that an appointment has reached, the one with the highest precedence is its status.</summary>
    public static int Precedence(AppointmentStatus status) => Ascending.IndexOf(status);

    /// <returns>The statuses that led to the current one; null where a row between them has not arrived, so that nothing can be called overruled yet.</returns>
    private static HashSet<AppointmentStatus>? Line(LedgerRow current, Dictionary<AppointmentStatus, LedgerRow> seen)
    {
        HashSet<AppointmentStatus> line = [];
        for (var at = current; line.Add(at.Status); at = seen[at.PreviousStatus.Value])
        {
            if (at.Status == Requested)
                return line;
            if (at.PreviousStatus is not { } previous || !seen.ContainsKey(previous))
                return null;
        }

        return null; // a circle: no row that this system wrote can make one, but a fold is total
    }

    // One table holds one row of a status; a fold over both regions' rows may see two. The later one stands, as it does where tables replicate.
    private static LedgerRow? Last(IEnumerable<LedgerRow> same) => same
        .OrderBy(row => row.ChangedAt).ThenBy(row => row.ChangedIn, StringComparer.Ordinal).ThenBy(row => row.RequestId, StringComparer.Ordinal)
        .ThenBy(row => row.Registration, StringComparer.Ordinal).ThenBy(row => row.PreviousStatus).ThenBy(row => row.NextStatus)
        .ThenBy(row => row.Listed?.Partition, StringComparer.Ordinal).ThenBy(row => row.Listed?.Position, StringComparer.Ordinal)
        .ThenBy(row => row.ExpiresAt)
        .LastOrDefault();
}
