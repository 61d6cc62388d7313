namespace Appointments.Domain;

/// <summary>How one row is to be mended.</summary>
/// <param name="Row">The row as it was read.</param>
/// <param name="NextStatus">What its next status is to be. Never taken away.</param>
/// <param name="Listed">Where lists are to show it; null: nowhere.</param>
public sealed record Repair(LedgerRow Row, AppointmentStatus? NextStatus, ListPlace? Listed);
