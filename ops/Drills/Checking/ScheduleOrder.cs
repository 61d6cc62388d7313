using System.Collections.Immutable;
using Appointments.Drills.Load;

namespace Appointments.Drills.Checking;

/// <summary>The order within a schedule: a region handles what competes for one doctor or room in the order in which it accepted it, until a message is set aside.</summary>
internal static class ScheduleOrder
{
    /// <summary>The clocks of a region's gateways are kept together to well under this; what two of them accept closer together has no order that a ledger could show.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Pairs of registrations whose order is beyond doubt: the later one was sent by any client only after the earlier one was accepted, by the same region, for the
    /// same country and schedule. One whose first answer is unknown may have been accepted before, so it is the later one of no pair.
    /// </summary>
    public static IEnumerable<(Observation Earlier, Observation Later)> CertainPairs(IEnumerable<Observation> observations)
    {
        var firsts = observations.Where(each => each is { Status: null, Schedule: not null, Told: not Told.Refused }).GroupBy(each => each.AppointmentId)
            .Select(same => same.OrderBy(each => each.SentAt).ThenBy(each => each.Number).First()).Where(each => each is { Told: Told.Accepted, Region: not null });
        foreach (var group in firsts.GroupBy(each => (each.Region, each.Country, each.Schedule)))
        {
            Observation? last = null; // of those that were surely accepted before: the one that was accepted last
            var ended = new PriorityQueue<Observation, DateTimeOffset>();
            foreach (var later in group.OrderBy(each => each.SentAt))
            {
                while (ended.TryPeek(out _, out var end) && end < later.SentAt)
                    last = ended.Dequeue();
                if (last is not null)
                    yield return (last, later);
                ended.Enqueue(later, End(later));
            }
        }
    }

    /// <summary>The instants of acceptance that the ledgers keep, against the order in which clients were answered.</summary>
    public static IEnumerable<Finding> Broken(IEnumerable<Observation> observations, IReadOnlyCollection<RegionLedgers> regions)
    {
        foreach (var (earlier, later) in CertainPairs(observations))
        {
            if (AcceptedAt(earlier, regions) is { } before && AcceptedAt(later, regions) is { } after && before - after > ClockTolerance)
                yield return Of(earlier.AppointmentId, later.AppointmentId, $"{earlier.Region} accepted {earlier.AppointmentId} before {later.AppointmentId} was sent, and keeps {before:O} and {after:O} as their instants");
        }
    }

    /// <summary>What a watch saw while it happened.</summary>
    /// <param name="setAside">Appointments of which quarantine keeps something: the order of their schedules ends with them.</param>
    public static IEnumerable<Finding> Broken(IEnumerable<OrderSighting> sightings, ImmutableHashSet<string> setAside) =>
        sightings.Where(seen => !setAside.Contains(seen.EarlierId)).Select(seen => Of(seen.EarlierId, seen.LaterId,
            $"{seen.Region} had {seen.LaterId} at {seen.SeenAt:O} and did not have {seen.EarlierId}, which it had accepted before {seen.LaterId} was sent"));

    private static DateTimeOffset? AcceptedAt(Observation registration, IEnumerable<RegionLedgers> regions) => regions
        .Select(region => region.Appointments.GetValueOrDefault(registration.AppointmentId)?.Row(Law.Requested))
        .FirstOrDefault(row => row is not null && row.RequestId == registration.RequestId)?.ChangedAt;

    private static DateTimeOffset End(Observation observation) => observation.SentAt.AddMilliseconds(observation.Milliseconds);

    private static Finding Of(string earlier, string later, string sentence) => new(FindingKind.OutOfOrder, [earlier, later], sentence + ".");
}
