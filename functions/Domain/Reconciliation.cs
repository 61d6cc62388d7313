using System.Collections.Immutable;

namespace Appointments.Domain;

/// <summary>
/// What is wrong with an appointment's rows after replication brought some of them, apart and in any order, and how to mend it.
/// Where nothing is wrong there are no repairs, so a repair's own echo ends it.
/// </summary>
/// <param name="Repairs">Rows whose place in the lists or next status is not what the rows together say.</param>
/// <param name="Orphans">Rows of another registration than the one that stands; for the quarantine.</param>
/// <param name="Conflicts">Statuses that followed the same status, one from each region.</param>
public sealed record Reconciliation(ImmutableArray<Repair> Repairs, ImmutableArray<LedgerRow> Orphans, ImmutableArray<Conflict> Conflicts)
{
    /// <param name="rows">All rows of one appointment, as one region has them.</param>
    /// <param name="region">That region.</param>
    public static Reconciliation Of(ImmutableArray<LedgerRow> rows, ListPlaces places, string region)
    {
        if (Ledger.Fold(rows) is not { } appointment)
            return new([], [], []); // torn: its requested row is still under way, and until it is here nobody can say what belongs to it

        var seen = appointment.Entries.Select(entry => entry.Row).ToImmutableArray();
        ImmutableArray<LedgerRow> orphans = [.. rows.Where(row => row.Registration != appointment.Current.Registration)];

        // Each region takes off the lists only the orphans that it wrote itself: it knows that they have lost. The other's may be what stands there, for as long
        // as the two requested rows have not met, and taking them off would be undone from there, again and again (found by the model of two regions).
        var repairs = seen.Select(row => new Repair(row, row.NextStatus ?? Follower(row, appointment), Place(row, appointment, places)))
            .Concat(orphans.Where(row => row.ChangedIn == region).Select(row => new Repair(row, row.NextStatus, Listed: null)))
            .Where(repair => repair.NextStatus != repair.Row.NextStatus || repair.Listed != repair.Row.Listed);
        return new([.. repairs], orphans, Conflicting(seen));
    }

    // A repair is a later write of the whole row, so in the other region it replaces the row that names its follower: it has to carry that along.
    private static AppointmentStatus? Follower(LedgerRow row, Appointment appointment) => appointment.Entries
        .Where(entry => entry.Row.PreviousStatus == row.Status)
        .OrderBy(entry => entry.Overruled).ThenByDescending(entry => Ledger.Precedence(entry.Row.Status))
        .FirstOrDefault()?.Row.Status;

    private static ListPlace? Place(LedgerRow row, Appointment appointment, ListPlaces places)
    {
        if (row != appointment.Current)
            return null;

        // It has a follower that is still under way, and which will be listed: listing this one again would show the appointment twice.
        return appointment.UnderWay is not null || ListPlaces.IsRight(row) ? row.Listed : places.Of(row);
    }

    private static ImmutableArray<Conflict> Conflicting(ImmutableArray<LedgerRow> seen) =>
        [.. seen.Where(row => row.PreviousStatus is not null).GroupBy(row => row.PreviousStatus!.Value).Where(same => same.Count() > 1)
            .Select(same => new Conflict(same.Key, [.. same.Select(row => row.Status)]))];
}

/// <summary>Two or more statuses that followed the same one: each region let its own happen. The fold decides; the others stay, overruled.</summary>
public sealed record Conflict(AppointmentStatus After, ImmutableArray<AppointmentStatus> Statuses);
