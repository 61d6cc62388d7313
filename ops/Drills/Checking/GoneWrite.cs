namespace Appointments.Drills.Checking;

/// <summary>An accepted write that is gone for good: it was lost, and came too late for the backup.</summary>
/// <param name="AcceptedAt">When its client was told, for the first time.</param>
public sealed record GoneWrite(string AppointmentId, string Status, DateTimeOffset AcceptedAt);
