using System.Collections.Immutable;

namespace Appointments.Domain.Draining;

/// <summary>What one region's table says of a region. An act leaves a record that no other act leaves, because it has its time; a restore does not remove it.</summary>
/// <param name="DrainedAt">Null: in service.</param>
/// <param name="RestoredAt">When a person restored it last; null: never, or it is drained.</param>
public sealed record RegionRecord(string Region, DateTimeOffset? DrainedAt, DateTimeOffset? RestoredAt)
{
    /// <summary>Of a region that was never drained.</summary>
    public static RegionRecord Untouched(string region) => new(region, null, null);
}

/// <summary>One region's table, read strongly consistently.</summary>
/// <param name="Observer">The region whose table it is.</param>
/// <param name="Records">One of every region, in the order of the settings; null: the table did not answer.</param>
/// <param name="Problem">Why it did not answer; null where it did.</param>
public sealed record TableView(string Observer, ImmutableArray<RegionRecord>? Records, string? Problem = null);

/// <summary>A drain that is to be written down.</summary>
/// <param name="Region">The region to drain.</param>
/// <param name="At">Now.</param>
/// <param name="AlarmRaisedAt">A region that a person has restored since is not drained.</param>
/// <param name="Reason">Why: a sentence for those who come later.</param>
/// <param name="Others">The records of all other regions, none drained, as they were read: they must still stand.</param>
public sealed record DrainClaim(string Region, DateTimeOffset At, DateTimeOffset AlarmRaisedAt, string Reason, ImmutableArray<RegionRecord> Others);

/// <summary>The regions' replicas of one table, each reached by itself.</summary>
public interface IRegionTables
{
    /// <summary>Reads every region's table. One that does not answer is a finding and no error.</summary>
    /// <returns>One view for every region.</returns>
    Task<ImmutableArray<TableView>> LookAsync(CancellationToken cancel);

    /// <summary>Writes a drain into the arbiter's table, in one transaction with the conditions of the claim. Replication carries it on.</summary>
    /// <returns>False: another act came first, and nothing was written.</returns>
    /// <exception cref="Exception">The arbiter did not answer. It may have been written: ask again.</exception>
    Task<bool> ClaimAsync(DrainClaim claim, CancellationToken cancel);
}
