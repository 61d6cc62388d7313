using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace Appointments.Tests.LocalLambda;

/// <summary>Moves on by each wait that is begun by it, and never before: a clock that ran by itself would count a slow machine's time as that of what is tested.</summary>
/// <remarks>For one who waits at a time.</remarks>
internal sealed class WaitsClock : FakeTimeProvider
{
    private readonly ConcurrentQueue<TimeSpan> waits = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        waits.Enqueue(dueTime); // last: whoever sees it may move on
        return timer;
    }

    /// <summary>Has the waits pass, one after the other, until the condition is so.</summary>
    public Task PassWaitsAsync(Func<bool> condition) => Until.TrueAsync(
        () =>
        {
            if (waits.TryDequeue(out var wait))
            {
                Advance(wait);
            }

            return condition();
        },
        "the waits had their effect");
}
