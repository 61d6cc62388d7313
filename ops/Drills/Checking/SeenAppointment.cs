using System.Collections.Immutable;

namespace Appointments.Drills.Checking;

/// <summary>What one region says of one appointment.</summary>
/// <param name="Found">Whether it is there; an id that only quarantine knows is not.</param>
/// <param name="Country">Null where it is not there, as are status and the two of the change.</param>
/// <param name="Rows">Its ledger, in the region's order.</param>
/// <param name="SetAside">What quarantine keeps of it.</param>
public sealed record SeenAppointment(
    string Id, bool Found, string? Country, string? Schedule, string? Status, DateTimeOffset? ChangedAt, string? ChangedIn, ImmutableArray<SeenRow> Rows, ImmutableArray<SeenSetAside> SetAside)
{
    /// <summary>One that its region does not know at all.</summary>
    public static SeenAppointment Nowhere(string id) => new(id, false, null, null, null, null, null, [], []);

    public SeenRow? Row(string status) => Rows.FirstOrDefault(row => row.Status == status);
}

/// <summary>A row of a ledger as the API shows it.</summary>
public sealed record SeenRow(string Status, string? PreviousStatus, DateTimeOffset ChangedAt, string ChangedIn, string RequestId, bool Overruled);

/// <summary>An entry of the quarantine as the API shows it.</summary>
public sealed record SeenSetAside(string Reason, string Region);
