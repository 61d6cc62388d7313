using System.Collections.Concurrent;
using Appointments.Drills.Load;

namespace Appointments.Drills.Checking;

/// <summary>
/// Watches the schedules while load runs: a ledger keeps when a request was accepted and not when it was handled, so a wrong order shows only while it happens.
/// It asks for the later one first, so that what it misses of the earlier one was missing when the later one was there. It samples: what it does not see may have been.
/// </summary>
public sealed class OrderWatch(LedgerReader reader, TimeProvider clock)
{
    /// <summary>Pairs of one schedule that are looked at in one round: the newest ones are the ones that may still be on their way.</summary>
    private const int PairsAtOnce = 3;

    private static readonly TimeSpan RoundPause = TimeSpan.FromMilliseconds(100);

    /// <summary>After a round in which nothing could be told: a region that is away, or whose functions fail, is not asked ten times a second by its own watch.</summary>
    private static readonly TimeSpan IdlePause = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentQueue<Observation> observed = new();
    private readonly ConcurrentQueue<OrderSighting> sightings = new();
    private readonly HashSet<(string, string)> done = [];

    /// <summary>What it saw out of order so far.</summary>
    public IReadOnlyCollection<OrderSighting> Sightings => sightings;

    /// <summary>Hand it every observation as it is made; from any thread.</summary>
    public void Add(Observation observation)
    {
        if (observation is { Status: null, Schedule: not null })
            observed.Enqueue(observation);
    }

    /// <summary>Watches until it is told to stop. Once only.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                var told = done.Count;
                foreach (var sighting in await LookAsync(stop))
                    sightings.Enqueue(sighting);
                await Task.Delay(done.Count > told ? RoundPause : IdlePause, clock, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // as it was told
        }
    }

    private async Task<IEnumerable<OrderSighting>> LookAsync(CancellationToken stop)
    {
        var open = ScheduleOrder.CertainPairs(observed).Where(pair => !done.Contains((pair.Earlier.AppointmentId, pair.Later.AppointmentId)))
            .GroupBy(pair => (pair.Later.Region, pair.Later.Country, pair.Later.Schedule)).SelectMany(schedule => schedule.TakeLast(PairsAtOnce)).ToList();
        var looks = await Task.WhenAll(open.Select(async pair => (Pair: pair, Look: await LookAsync(pair.Earlier, pair.Later, stop))));
        foreach (var (pair, _) in looks.Where(each => each.Look is { Decided: true }))
            done.Add((pair.Earlier.AppointmentId, pair.Later.AppointmentId));
        return looks.Select(each => each.Look.Sighting).OfType<OrderSighting>();
    }

    private async Task<(bool Decided, OrderSighting? Sighting)> LookAsync(Observation earlier, Observation later, CancellationToken stop)
    {
        var region = reader.Regions.FirstOrDefault(region => region.Region == later.Region);
        if (region is null || (await region.AppointmentAsync(later.AppointmentId, stop))?.Row(Law.Requested) is not { } row)
            return (false, null);
        if (row.RequestId != later.RequestId)
            return (true, null); // another request's, perhaps by replication: that has no order among what the region itself handles
        var seenAt = clock.GetUtcNow();
        return await region.AppointmentAsync(earlier.AppointmentId, stop) switch
        {
            null => (false, null),
            { Found: false, SetAside: [] } => (true, new OrderSighting(region.Region, later.Country, earlier.AppointmentId, later.AppointmentId, seenAt)),
            _ => (true, null),
        };
    }
}
