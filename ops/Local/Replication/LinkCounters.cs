namespace Appointments.Local.Replication;

/// <summary>What a link has done so far.</summary>
internal sealed class LinkCounters
{
    private long applied;
    private long skipped;
    private long echoes;
    private long lost;

    public long Applied => Interlocked.Read(ref applied);

    public long Skipped => Interlocked.Read(ref skipped);

    public long Echoes => Interlocked.Read(ref echoes);

    public long Lost => Interlocked.Read(ref lost);

    public void CountApplied() => Interlocked.Increment(ref applied);

    public void CountSkipped() => Interlocked.Increment(ref skipped);

    public void CountEcho() => Interlocked.Increment(ref echoes);

    public void CountLost() => Interlocked.Increment(ref lost);
}
