namespace Appointments.Tests.Run;

/// <summary>Waits for a condition, never for a time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan GiveUp = TimeSpan.FromMinutes(3), Look = TimeSpan.FromMilliseconds(100);

    /// <returns>The first value that is as wanted. A look that fails is one that did not see it.</returns>
    /// <param name="within">Three minutes, where nothing is said: it ends a test that would hang, and judges no machine's speed.</param>
    public static async Task<T> SeeAsync<T>(Func<Task<T>> look, Func<T, bool> wanted, string what, TimeSpan? within = null)
    {
        using var timer = new PeriodicTimer(Look);
        using var stop = new CancellationTokenSource(within ?? GiveUp);
        object? last;
        do
        {
            try
            {
                var seen = await look();
                if (wanted(seen))
                    return seen;
                last = seen;
            }
            catch (Exception problem) { last = problem; }
        }
        while (!stop.IsCancellationRequested && await timer.WaitForNextTickAsync(CancellationToken.None));
        throw new TimeoutException($"Not seen within {(within ?? GiveUp).TotalSeconds} s: {what}. Last seen: {last}", last as Exception);
    }
}
