using System.Collections.Immutable;

namespace Appointments.Regions;

/// <summary>
/// A deployment's regions as an operator reaches them: each one's table and address by itself, and no control plane. Implemented for the local run and for AWS.
/// </summary>
public interface IRegions
{
    /// <summary>Asks every region, all at once; one that does not answer is a finding and no error.</summary>
    /// <returns>In the order of the settings.</returns>
    Task<ImmutableArray<RegionState>> LookAsync(CancellationToken cancel);

    /// <summary>Puts the mark into every region's table that answers and has none; replication would not reach a region that is cut off.</summary>
    /// <param name="whileInService">Regions that must not be drained in the same table: where one is, nothing is written.</param>
    /// <returns>One answer for every region.</returns>
    Task<ImmutableArray<TableAnswer>> MarkAsync(string region, DrainMark mark, ImmutableArray<string> whileInService, CancellationToken cancel);

    /// <summary>Takes the mark out of every region's table that answers.</summary>
    /// <param name="mark">Only this one: somebody else's stays. Null: whichever it is.</param>
    /// <returns>One answer for every region.</returns>
    Task<ImmutableArray<TableAnswer>> UnmarkAsync(string region, DrainMark? mark, CancellationToken cancel);

    /// <summary>Puts an act into every region's table that answers and lacks it.</summary>
    /// <returns>One answer for every region.</returns>
    Task<ImmutableArray<TableAnswer>> RecordAsync(RegionAct act, CancellationToken cancel);

    /// <summary>The audit trail, as each region's table holds it.</summary>
    Task<ImmutableArray<ActSighting>> HistoryAsync(CancellationToken cancel);

    /// <summary>What a region has accepted and not handled yet.</summary>
    Task<QueueSighting> QueuesAsync(string region, CancellationToken cancel);

    /// <summary>Writes something where <paramref name="from"/> says and looks for it where <paramref name="to"/> does. Nothing of it is seen by clients.</summary>
    /// <param name="from">Null: every region but the one that it goes to.</param>
    /// <param name="to">Null: every region but the one that it comes from.</param>
    Task<ImmutableArray<ReplicationSighting>> ReplicationAsync(string? from, string? to, CancellationToken cancel);

    /// <summary>Where the name that all regions share leads.</summary>
    Task<RoutingSighting> RoutingAsync(CancellationToken cancel);
}
