using System.Collections.Immutable;
using Appointments.Local.DynamoDb;

namespace Appointments.Local.Replication;

/// <summary>Replication from one region to one other, of every replicated table. Can be cut, slowed and made lossy at any time.</summary>
public sealed class ReplicationLink
{
    private readonly TimeProvider clock;
    private readonly Random random;
    private readonly ImmutableArray<TableReplication> tables;
    private long delayTicks;
    private double lossRate;

    internal ReplicationLink(RegionDatabase source, RegionDatabase target, TimeProvider clock, Random random)
    {
        this.clock = clock;
        this.random = random;
        From = source.Region;
        To = target.Region;
        tables = [.. source.Replicated.Values.OrderBy(table => table.Name, StringComparer.Ordinal).Select(table => new TableReplication(source, target, table, this, clock))];
    }

    public string From { get; }

    public string To { get; }

    /// <summary>How long after a write it arrives at the earliest.</summary>
    public TimeSpan Delay
    {
        get => new(Interlocked.Read(ref delayTicks));
        set => Interlocked.Exchange(ref delayTicks, value.Ticks);
    }

    /// <summary>How many of all attempts get lost: 0 to below 1. What is lost is sent again, later than what came after it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">With 1 nothing would ever arrive: cut the link instead.</exception>
    public double LossRate
    {
        get => Volatile.Read(ref lossRate);
        set => Volatile.Write(ref lossRate, value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A loss rate is 0 or more and less than 1; to lose everything, cut the link."));
    }

    /// <summary>Which items wait, though the link is open; null: none. They stay owed and go once they are not named any more, so that one item of a transaction arrives long before another.</summary>
    public Func<ItemKey, bool>? Holds { get; set; }

    public LinkStatus Status
    {
        get
        {
            var since = tables.Select(table => table.OldestPending).Min();
            return new LinkStatus(From, To, Gate.IsShut, Delay, LossRate, tables.Sum(table => table.Pending), since is null ? null : clock.GetUtcNow() - since,
                Counters.Applied, Counters.Skipped, Counters.Echoes, Counters.Lost,
                tables.Select(table => table.Problem).FirstOrDefault(problem => problem is not null));
        }
    }

    internal LinkGate Gate { get; } = new();

    internal LinkCounters Counters { get; } = new();

    /// <summary>Cuts the link. Once this has returned nothing arrives any more; the source's stream keeps what is written from now on.</summary>
    public Task CutAsync() => Gate.ShutAsync();

    /// <summary>Heals the link: it goes on where it stopped.</summary>
    public void Heal() => Gate.Open();

    internal Task RunAsync(CancellationToken cancel) => Task.WhenAll(tables.Select(table => table.RunAsync(cancel)));

    internal bool LosesThisOne()
    {
        if (LossRate == 0) { return false; }
        lock (random) { return random.NextDouble() < LossRate; }
    }
}
