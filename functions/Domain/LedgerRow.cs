namespace Appointments.Domain;

/// <summary>One row of an appointment's ledger. It says: this appointment reached this status. Rows are only ever added.</summary>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Registration">The hash of the identity facts (<see cref="Domain.Registration.Identity"/>), the same on every row of one registration.</param>
/// <param name="ChangedAt">When the status was reached, to the millisecond. Provenance: never compared.</param>
/// <param name="ChangedIn">The region that wrote the row.</param>
/// <param name="PreviousStatus">What the appointment was before; null on the requested row.</param>
/// <param name="RequestId">The request that asked for it.</param>
/// <param name="NextStatus">What it became after; null as long as nothing is known to follow.</param>
/// <param name="Listed">Where lists show this row; null where they do not. Only the current row is listed.</param>
public sealed record LedgerRow(
    string AppointmentId,
    AppointmentStatus Status,
    string Country,
    string? Schedule,
    string Registration,
    DateTimeOffset ChangedAt,
    string ChangedIn,
    AppointmentStatus? PreviousStatus,
    string RequestId,
    AppointmentStatus? NextStatus = null,
    ListPlace? Listed = null)
{
    /// <summary>When it goes, in whole seconds: a rehearsed appointment's rows go with it. Null: never, as every patient's.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
