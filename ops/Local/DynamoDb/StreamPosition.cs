using System.Collections.Immutable;

namespace Appointments.Local.DynamoDb;

/// <summary>Where a reader of a stream stands: what it has read of each shard, and where it begins with what it has not seen.</summary>
/// <param name="FromLatest">Whether the shards that are there at the first look are read from their end instead of from their oldest record.</param>
/// <param name="LastRead">Shard id to the sequence number of the last record that was read.</param>
public sealed record StreamPosition(bool FromLatest, ImmutableDictionary<string, string> LastRead)
{
    /// <summary>From the oldest record that the stream still has.</summary>
    public static StreamPosition TrimHorizon { get; } = new(false, ImmutableDictionary<string, string>.Empty);

    /// <summary>What comes after the first look. Resuming from a position of this kind that has read nothing yet looks anew.</summary>
    public static StreamPosition Latest { get; } = new(true, ImmutableDictionary<string, string>.Empty);

    internal StreamPosition After(string shard, string sequenceNumber) => this with { LastRead = LastRead.SetItem(shard, sequenceNumber) };

    /// <summary>Forgets shards that the stream has dropped. Those that ended but are still listed stay, or they would be read again.</summary>
    internal StreamPosition Only(IReadOnlySet<string> shards) => this with { LastRead = LastRead.RemoveRange(LastRead.Keys.Where(shard => !shards.Contains(shard))) };
}
