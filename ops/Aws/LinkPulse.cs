namespace Appointments.Aws;

/// <summary>What one region writes and another reads, told from probes that are written all the time.</summary>
/// <param name="Unseen">Probes of more than five seconds ago that have not arrived; at least 1 where nobody can tell.</param>
/// <param name="Lag">The age of the oldest that has not, however young; zero where all have arrived.</param>
public sealed record LinkPulse(string From, string To, long Unseen, TimeSpan Lag);
