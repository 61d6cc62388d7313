namespace Appointments.Tests.Data;

/// <summary>Waits for a condition instead of for a time.</summary>
internal static class Eventually
{
    /// <summary>Ends a test that would hang, and judges no machine's speed.</summary>
    public static readonly TimeSpan GiveUp = TimeSpan.FromMinutes(3);

    public static Task TrueAsync(Func<bool> condition, string what) => TrueAsync(() => Task.FromResult(condition()), what);

    public static async Task TrueAsync(Func<Task<bool>> condition, string what)
    {
        using var deadline = new CancellationTokenSource(GiveUp);
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await condition())
        {
            try { await ticks.WaitForNextTickAsync(deadline.Token); }
            catch (OperationCanceledException) { Assert.Fail($"Not within {GiveUp.TotalSeconds} s: {what}"); }
        }
    }
}
