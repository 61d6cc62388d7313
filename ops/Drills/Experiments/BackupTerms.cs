namespace Appointments.Drills.Experiments;

/// <summary>Files of a drill in which rows are lost and a backup is put back: one item a line, as DynamoDB exports a table.</summary>
/// <param name="Kept">The backup.</param>
/// <param name="Lost">The rows that were lost.</param>
public sealed record BackupTerms(string Kept, string Lost);
