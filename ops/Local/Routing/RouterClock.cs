namespace Appointments.Local.Routing;

/// <summary>The router's time: intervals and times to live pass <paramref name="Speed"/> times as fast.</summary>
public sealed record RouterClock(TimeProvider Time, double Speed)
{
    public TimeSpan Scaled(TimeSpan told) => told / Speed;
}
