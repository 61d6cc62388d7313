namespace Appointments.Drills.Evidence;

/// <summary>Evidence that is asked for is not there; the message says where it was looked for and what to name instead.</summary>
public sealed class EvidenceException(string message) : Exception(message);
