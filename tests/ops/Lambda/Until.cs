using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;

namespace Appointments.Tests.LocalLambda;

/// <summary>Waits for conditions of the real world, which has no clock of ours.</summary>
internal static class Until
{
    public static async Task TrueAsync(Func<bool> condition, string what)
    {
        var start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(60), $"After 60 s it was still not so that {what}.");
            await Task.Yield();
            await Task.Delay(5);
        }
    }

    /// <summary>Moves a clock of ours on until the condition is so.</summary>
    public static Task AdvancingAsync(FakeTimeProvider clock, Func<bool> condition) => TrueAsync(
        () =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            return condition();
        },
        "the time had its effect");

    public static Task GoneAsync(int processId) => TrueAsync(() => !Lives(processId), $"process {processId} had ended");

    public static bool Lives(int processId) => Directory.Exists($"/proc/{processId}");
}
