using System.Collections.Concurrent;

namespace Appointments.Local.DynamoDb;

/// <summary>
/// Which write each item of a region stands at. DynamoDB Local keeps no write time, and replication needs one to let the later writer win. A deleted item keeps its stamp: it is its tombstone.
/// Read and changed only while the item is locked, but for <see cref="Find"/> by those who only look.
/// </summary>
public sealed class StampBook : IDisposable
{
    private readonly ConcurrentDictionary<ItemKey, Stamp> stamps = new();
    private readonly KeyLocks locks = new();
    private readonly SkewedClock clock;
    private readonly StampFile? file;

    /// <param name="path">The file that keeps the stamps, beside a data folder's tables; null: in memory only.</param>
    public StampBook(string region, SkewedClock clock, string? path)
    {
        Region = region;
        this.clock = clock;
        if (path is null) { return; }
        var interrupted = new Dictionary<ItemKey, long>();
        file = StampFile.Open(path, stamps, interrupted);
        // Whatever the item now is counts as written when the write was announced. Not as written now: if nothing was applied, that would undo what other regions wrote since.
        foreach (var (key, ticks) in interrupted) { StampWrite(key, ticks); }
    }

    /// <summary>Raised, while the item is locked, when this region itself has written it.</summary>
    public event Action<ItemKey, Stamp>? Written;

    public string Region { get; }

    public SkewedClock Clock => clock;

    /// <returns>Null: never written.</returns>
    public Stamp? Find(ItemKey key) => stamps.TryGetValue(key, out var stamp) ? stamp : null;

    /// <summary>The items that this region wrote last itself.</summary>
    public IEnumerable<KeyValuePair<ItemKey, Stamp>> OwnWrites => stamps.Where(entry => entry.Value.Region == Region);

    /// <summary>Locks the items until the result is disposed. Never lock a second time before.</summary>
    public Task<IDisposable> LockAsync(IEnumerable<ItemKey> keys, CancellationToken cancel) => locks.LockAsync(keys, cancel);

    /// <summary>Says that a write of the item is about to be sent.</summary>
    public void Announce(ItemKey key) => file?.Announce(key, clock.GetUtcNow().UtcTicks);

    /// <summary>Says that the announced write was refused.</summary>
    public void Withdraw(ItemKey key) => file?.Settle(key, null);

    /// <summary>Stamps a write that this region itself has made: now, and later than any write of the item that this region has seen, whatever the clocks say.</summary>
    public void StampWrite(ItemKey key) => StampWrite(key, clock.GetUtcNow().UtcTicks);

    /// <summary>Records a write that was applied, with the stamp of the region that made it.</summary>
    public void Record(ItemKey key, Stamp stamp)
    {
        stamps[key] = stamp;
        file?.Settle(key, stamp);
    }

    public void Dispose() => file?.Dispose();

    private void StampWrite(ItemKey key, long ticks)
    {
        var after = Find(key)?.Ticks + 1 ?? 0;
        var stamp = new Stamp(Math.Max(ticks, after), Region);
        Record(key, stamp);
        Written?.Invoke(key, stamp);
    }
}
