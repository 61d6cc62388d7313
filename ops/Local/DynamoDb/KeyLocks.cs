namespace Appointments.Local.DynamoDb;

/// <summary>One lock per item, so that the order of stamps is the order of writes. Items share a fixed number of locks: two that share one only wait for each other.</summary>
internal sealed class KeyLocks
{
    private readonly SemaphoreSlim[] locks = [.. Enumerable.Range(0, 512).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Locks all of the items; unlocked on dispose.</summary>
    public async Task<IDisposable> LockAsync(IEnumerable<ItemKey> keys, CancellationToken cancel)
    {
        var held = new Held(this);
        try
        {
            // In one order for all, or two transactions could wait for each other for ever.
            foreach (var one in keys.Select(key => (int)((uint)key.GetHashCode() % (uint)locks.Length)).Distinct().Order())
            {
                await locks[one].WaitAsync(cancel);
                held.Add(one);
            }
            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private sealed class Held(KeyLocks owner) : IDisposable
    {
        private readonly List<int> held = [];

        public void Add(int one) => held.Add(one);

        public void Dispose()
        {
            foreach (var one in held) { owner.locks[one].Release(); }
            held.Clear();
        }
    }
}
