namespace Appointments.Local.Replication;

/// <summary>How replication from one region to another stands.</summary>
/// <param name="Pending">Items whose last write was made in <paramref name="From"/> and has not reached <paramref name="To"/> yet.</param>
/// <param name="OldestPending">How long ago the oldest of those writes was made; null: none is pending.</param>
/// <param name="Applied">Writes that <paramref name="To"/> took.</param>
/// <param name="Skipped">Writes that <paramref name="To"/> had a later one for.</param>
/// <param name="Echoes">Stream records that were not forwarded: another region's writes, and those that were already delivered.</param>
/// <param name="Lost">Attempts that were lost on purpose, and repeated.</param>
/// <param name="Problem">What keeps the link from working although it is not cut; null: nothing.</param>
public sealed record LinkStatus(
    string From,
    string To,
    bool IsCut,
    TimeSpan Delay,
    double LossRate,
    int Pending,
    TimeSpan? OldestPending,
    long Applied,
    long Skipped,
    long Echoes,
    long Lost,
    string? Problem)
{
    /// <summary>How far <see cref="To"/> is behind: the age of the oldest pending write in seconds; 0: it has all.</summary>
    public double LagSeconds => OldestPending is { } age ? Math.Round(age.TotalSeconds, 3) : 0;
}
