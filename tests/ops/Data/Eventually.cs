namespace Appointments.Tests.Data;

/// <summary>Waits for a condition instead of for a time.</summary>
internal static class Eventually
{
    public static Task TrueAsync(Func<bool> condition, string what, double seconds = 20) => TrueAsync(() => Task.FromResult(condition()), what, seconds);

    public static async Task TrueAsync(Func<Task<bool>> condition, string what, double seconds = 20)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await condition())
        {
            try { await ticks.WaitForNextTickAsync(deadline.Token); }
            catch (OperationCanceledException) { Assert.Fail($"Not within {seconds} s: {what}"); }
        }
    }
}
