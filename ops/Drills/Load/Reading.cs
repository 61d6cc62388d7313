namespace Appointments.Drills.Load;

/// <summary>A request of a client that only looked, and how it went. It says nothing about what is kept; it says whether the system could be used.</summary>
/// <param name="Path">From the stage on, such as <c>/appointments/drill-1</c>.</param>
/// <param name="Milliseconds">From sending to the answer's end, or to giving up.</param>
/// <param name="HttpStatus">Null where there was no answer.</param>
/// <param name="Problem">Why there was no answer; null where there was one.</param>
public sealed record Reading(string Path, DateTimeOffset SentAt, double Milliseconds, int? HttpStatus, string? Problem);
