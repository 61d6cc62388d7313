namespace Appointments.Local.DynamoDb;

/// <summary>A region's own clock: the given one, and off by as much as one sets.</summary>
public sealed class SkewedClock(TimeProvider clock) : TimeProvider
{
    private long skew;

    /// <summary>How far it is ahead; negative: behind. AWS keeps its clocks within milliseconds; a drill need not.</summary>
    public TimeSpan Skew
    {
        get => new(Interlocked.Read(ref skew));
        set => Interlocked.Exchange(ref skew, value.Ticks);
    }

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() + Skew;

    public override long GetTimestamp() => clock.GetTimestamp();

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => clock.CreateTimer(callback, state, dueTime, period);
}
