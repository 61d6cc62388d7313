using System.Collections.Concurrent;

namespace Appointments.Local.Watching;

/// <summary>The network between regions, as functions and alarms use it. Replication has links of its own.</summary>
public sealed class RegionNetwork
{
    private readonly ConcurrentDictionary<(string, string), bool> cut = new();

    /// <summary>From now on nothing passes between the two, in either direction; calls break off at once.</summary>
    public void Cut(string one, string other) => cut[Pair(one, other)] = true;

    public void Heal(string one, string other) => cut.TryRemove(Pair(one, other), out _);

    /// <summary>A region always reaches itself.</summary>
    public bool Passes(string from, string to) => !cut.ContainsKey(Pair(from, to));

    private static (string, string) Pair(string one, string other) => string.CompareOrdinal(one, other) < 0 ? (one, other) : (other, one);
}
