using System.Collections.Concurrent;
using Appointments.Domain;

namespace Appointments.Aws;

/// <summary>The probes of one region: which were written, and which of them each other region has shown. A later one that is there speaks for all before it: they are writes of one item.</summary>
internal sealed class SentProbes
{
    private readonly ConcurrentQueue<DateTimeOffset> sent = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> arrived = new();

    /// <summary>When the last was tried; null: none was.</summary>
    public DateTimeOffset? Last { get; private set; }

    /// <summary>Whether the last was taken.</summary>
    public bool Written { get; private set; }

    /// <param name="at">Its time; the table keeps milliseconds.</param>
    public void Note(DateTimeOffset at, bool written)
    {
        (Last, Written) = (at, written);
        if (written)
            sent.Enqueue(Instant.Truncate(at));
    }

    public void Arrived(string at, DateTimeOffset probe) => arrived.AddOrUpdate(at, probe, (_, before) => probe > before ? probe : before);

    /// <param name="before">Later ones are on their way, as always something is.</param>
    /// <returns>How many of those before that time have not arrived there, at least 1 where nothing ever has; and the oldest of all that have not.</returns>
    public (long Count, DateTimeOffset? Oldest) UnseenBy(string region, DateTimeOffset before)
    {
        DateTimeOffset? last = arrived.TryGetValue(region, out var known) ? known : null;
        var unseen = sent.Where(probe => last is null || probe > last).ToArray();
        return (Math.Max(last is null ? 1 : 0, unseen.Count(probe => probe < before)), unseen is [] ? null : unseen[0]);
    }
}
