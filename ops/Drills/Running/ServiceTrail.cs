using System.Collections.Immutable;

namespace Appointments.Drills.Running;

/// <summary>One line of the audit trail that the regions keep.</summary>
/// <param name="At">Of a drain before its mark stands, of a restore when the mark is gone: to the millisecond.</param>
/// <param name="Drains">Whether it takes the region out of service; false: it brings it back.</param>
public sealed record ServiceAct(DateTimeOffset At, string Region, bool Drains);

/// <summary>Who was out of service when, as whoever drained and restored has written it down: people, and autoDrain.</summary>
/// <param name="Acts">All that any table holds, each once.</param>
/// <param name="Silent">The regions whose tables did not answer.</param>
public sealed record ServiceTrail(ImmutableArray<ServiceAct> Acts, ImmutableArray<string> Silent)
{
    /// <summary>The most regions that were drained at once from an instant on, those included that were drained before it. A drain of a moment counts, which no sample may have met.</summary>
    public int MostDrained(DateTimeOffset since)
    {
        var drained = ImmutableHashSet<string>.Empty;
        var most = 0;
        foreach (var act in Acts.OrderBy(act => act.At).ThenByDescending(act => act.Drains)) // at one instant: the drain began before the restore was over
        {
            if (act.At >= since)
                most = Math.Max(most, drained.Count);
            drained = act.Drains ? drained.Add(act.Region) : drained.Remove(act.Region);
        }
        return Math.Max(most, drained.Count);
    }
}
