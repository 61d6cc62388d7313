namespace Appointments.Tests.Run;

/// <summary>Waits for a condition, never for a time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan GiveUp = TimeSpan.FromSeconds(30), Look = TimeSpan.FromMilliseconds(100);

    /// <returns>The first value that is as wanted.</returns>
    /// <param name="within">30 s, where nothing is said.</param>
    public static async Task<T> SeeAsync<T>(Func<Task<T>> look, Func<T, bool> wanted, string what, TimeSpan? within = null)
    {
        using var timer = new PeriodicTimer(Look);
        using var stop = new CancellationTokenSource(within ?? GiveUp);
        T last;
        do
        {
            last = await look();
            if (wanted(last))
                return last;
        }
        while (!stop.IsCancellationRequested && await timer.WaitForNextTickAsync(CancellationToken.None));
        throw new TimeoutException($"Not seen within {(within ?? GiveUp).TotalSeconds} s: {what}. Last seen: {last}");
    }
}
