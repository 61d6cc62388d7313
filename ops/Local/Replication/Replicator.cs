using System.Collections.Immutable;
using Appointments.Local.DynamoDb;

namespace Appointments.Local.Replication;

/// <summary>What makes the regions' tables global: carries every region's writes to every other, the later writer of an item wins (AWS, "How DynamoDB global tables work").</summary>
/// <remarks>
/// Why all copies end the same, once writes stop and every link is healed.
/// (1) A stamp (time, region) names one state of one item. It is taken with the write under the item's lock, is later than every stamp that the item had in this region, and two regions never make the same one.
/// (2) State and stamp travel together: a stream record only says that an item changed. What is sent is the item as it is now with the stamp as it is now, read under the source's lock.
///     So an image that was overwritten before it was read is never sent with another's stamp, and a state that was skipped over was never the last one. A delete is the state "none"; its stamp stays as the tombstone.
/// (3) A target takes a state only with a stamp later than its own, under its own lock, and takes the stamp along. So an item's stamp only grows in every region, and the state is always the stamp's.
/// (4) A region sends only stamps of its own (what it took from another is not forwarded: no echo, and each write is applied at most once per other region), and owes each of them to each other region until that region has confirmed
///     it, or has shown a later one, or the item's stamp here has become another region's, who owes it in turn. The last case ends: stamps grow and writes have stopped.
/// (5) So the greatest stamp of an item, made in some region R, stays owed by R until all regions have it; none takes another after it. All have the same stamp, so by (3) the same state.
/// Writes without a stream record (an identical put, a repeated token) have a stamp too and may win over another region's real write; they are sent once the reader has caught up, as is what a lossy link lost.
/// A write that was sent and whose answer never came is stamped in any case: if it changed nothing, the stamp names the state that was there, as of then. One that could not be sent is not. Any number of regions: nothing above counts them.
/// With a data folder (4) is computed anew from the stamps at start, and the streams are read again from their beginning: what was delivered is not owed, so it is not sent again.
/// </remarks>
public sealed class Replicator : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly ImmutableArray<Task> running;

    private Replicator(ImmutableArray<ReplicationLink> links)
    {
        Links = links;
        running = [.. links.Select(link => link.RunAsync(stop.Token))];
        // A link runs until it is stopped, so the first to end has broken; where there is one region, there is none to break.
        Broken = running.IsEmpty ? new TaskCompletionSource().Task : Task.WhenAny(running).Unwrap();
    }

    /// <summary>One from every region to every other.</summary>
    public ImmutableArray<ReplicationLink> Links { get; }

    /// <summary>Whether every region has confirmed every write of every other.</summary>
    public bool IsIdle => Links.All(link => link.Status.Pending == 0);

    /// <summary>Ends only if replication breaks down for good, with the reason.</summary>
    public Task Broken { get; }

    /// <summary>Starts replication between regions whose tables are there.</summary>
    /// <param name="random">Which attempts a lossy link loses.</param>
    public static Replicator Start(IEnumerable<RegionDatabase> regions, TimeProvider clock, Random random)
    {
        ImmutableArray<RegionDatabase> all = [.. regions];
        return new Replicator([.. from source in all from target in all where source != target select new ReplicationLink(source, target, clock, random)]);
    }

    /// <exception cref="ArgumentException">There is no such pair of regions.</exception>
    public ReplicationLink Link(string from, string to) =>
        Links.FirstOrDefault(link => link.From == from && link.To == to)
        ?? throw new ArgumentException($"Nothing replicates from {from} to {to}. There is: {string.Join(", ", Links.Select(link => $"{link.From} to {link.To}"))}.", nameof(from));

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll(running).ContinueWith(_ => { }, TaskScheduler.Default); // cancelled, or broken: then Broken has told
        stop.Dispose();
    }
}
