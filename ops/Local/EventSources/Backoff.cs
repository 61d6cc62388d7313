namespace Appointments.Local.EventSources;

/// <summary>Waits that double from 100 ms to 5 s.</summary>
/// <remarks>Polly would retry a call for us; here each round may also end because the run stops or a message's visibility does.</remarks>
internal sealed class Backoff(TimeProvider clock)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>How long the next wait is.</summary>
    public TimeSpan Next { get; private set; } = Shortest;

    public void Reset() => Next = Shortest;

    public async Task WaitAsync(CancellationToken cancel)
    {
        var wait = Next;
        Next = wait * 2 < Longest ? wait * 2 : Longest;
        await Task.Delay(wait, clock, cancel);
    }
}
