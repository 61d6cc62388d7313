using System.Collections.Immutable;

namespace Appointments.Domain;

/// <summary>An appointment as its ledger says it is.</summary>
/// <param name="Current">The row that decides its status.</param>
/// <param name="Entries">All rows of this registration, in the order of their instants.</param>
/// <param name="UnderWay">
/// What it is becoming by a change whose row has not arrived; null where none is known of. A row of another registration in that place
/// means that the change's row has lost to it and will not come.
/// </param>
public sealed record Appointment(LedgerRow Current, ImmutableArray<LedgerEntry> Entries, AppointmentStatus? UnderWay)
{
    public string Id => Current.AppointmentId;

    public AppointmentStatus Status => Current.Status;
}

/// <summary>A row and whether it counts.</summary>
/// <param name="Overruled">Two regions changed the appointment at once and the other's change won; this row stays to be seen, and no more.</param>
public sealed record LedgerEntry(LedgerRow Row, bool Overruled);
