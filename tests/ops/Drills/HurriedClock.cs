using System.Diagnostics;

namespace Appointments.Tests.Drills;

/// <summary>Runs so many times as fast as the machine's, so that a drill's waits of seconds pass while its requests are answered.</summary>
internal sealed class HurriedClock(int times) : TimeProvider
{
    private readonly DateTimeOffset begin = System.GetUtcNow();
    private readonly long start = Stopwatch.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => begin + GetElapsedTime(0, GetTimestamp());

    public override long GetTimestamp() => (Stopwatch.GetTimestamp() - start) * times;

    public override long TimestampFrequency => Stopwatch.Frequency;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => System.CreateTimer(callback, state, Scaled(dueTime), Scaled(period));

    /// <summary>Never to nothing: a period of 0 would be none.</summary>
    private TimeSpan Scaled(TimeSpan time) => time <= TimeSpan.Zero ? time : TimeSpan.FromMilliseconds(Math.Max(1, time.TotalMilliseconds / times));
}
