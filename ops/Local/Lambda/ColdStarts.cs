namespace Appointments.Local.Lambda;

/// <summary>
/// So many processes at once may start and compile what their first event needs: as many as this machine has cores. On AWS each environment has a processor of its own; here a dozen that start together
/// took so long that the functions' timeout killed them all, and the next dozen too: a run that was busy when it began never came to serve.
/// </summary>
internal static class ColdStarts
{
    private static readonly SemaphoreSlim Places = new(Environment.ProcessorCount);

    /// <param name="longest">When the place is given up in any case.</param>
    /// <returns>The place, given up when it is disposed of.</returns>
    /// <exception cref="OperationCanceledException">It is no longer wanted.</exception>
    public static async Task<IDisposable> EnterAsync(TimeSpan longest, CancellationToken cancel)
    {
        await Places.WaitAsync(cancel);
        return new Place(longest);
    }

    private sealed class Place : IDisposable
    {
        private readonly Timer late;
        private int left;

        public Place(TimeSpan longest) => late = new Timer(_ => Leave(), null, longest, Timeout.InfiniteTimeSpan); // the processor's time, whatever clock the functions have

        public void Dispose()
        {
            late.Dispose();
            Leave();
        }

        private void Leave()
        {
            if (Interlocked.Exchange(ref left, 1) is 0)
            {
                Places.Release();
            }
        }
    }
}
