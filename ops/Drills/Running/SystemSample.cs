using System.Collections.Immutable;
using Appointments.Drills.Checking;

namespace Appointments.Drills.Running;

/// <summary>The system at one instant.</summary>
/// <param name="LeadsTo">The region that the shared name leads a client to; null where that is not known.</param>
/// <param name="Problem">Why nothing could be seen; null: it could.</param>
public sealed record SystemSample(DateTimeOffset At, string? LeadsTo, ImmutableArray<RegionSample> Regions, ImmutableArray<LinkSample> Links, string? Problem = null)
{
    /// <summary>Whether, from an earlier sample to this one, what reconciles has seen all that was there, and nothing was written: a stream is read twice to its end, because the first reading may have begun before.</summary>
    public bool HasReconciledSince(SystemSample earlier) =>
        Regions.Zip(earlier.Regions).All(pair => pair.First.CaughtUp is null || pair.First.CaughtUp >= pair.Second.CaughtUp + 2) && Links.Zip(earlier.Links).All(pair => pair.First.Applied == pair.Second.Applied);

    /// <summary>Whether messages had failed as often as that region's queue of its country allows, before this was seen: those behind them go on.</summary>
    public bool ExplainsOrder(OrderSighting seen) => At <= seen.SeenAt && Regions.Any(each => each.Region == seen.Region && each.DeadIn.Contains(seen.Country));

    /// <summary>Whether nothing waits and nothing is owed: what was accepted is where it belongs. What is not known is not at rest.</summary>
    public bool IsSettled => Problem is null && Regions.All(region => region is { Waiting: 0, InFlight: 0, Dead: 0 }) && Links.All(link => link.Pending is 0);
}

/// <summary>One region at that instant; what is not known is null.</summary>
/// <param name="Routable">Whether the routing sends clients there.</param>
/// <param name="Waiting">Messages in its queues, of all countries.</param>
/// <param name="InFlight">Messages that a function has taken and not answered.</param>
/// <param name="Dead">Messages in its dead-letter queues.</param>
public sealed record RegionSample(string Region, bool? Routable, long? Waiting, long? InFlight, long? Dead)
{
    /// <summary>The countries whose dead-letter queue there holds any.</summary>
    public ImmutableArray<string> DeadIn { get; init; } = [];

    /// <summary>How often what reconciles has read its stream to the end.</summary>
    public long? CaughtUp { get; init; }

    /// <summary>Whether it is drained.</summary>
    public bool? Drained { get; init; }

    /// <summary>Its alarms, of those that functions hear of, that are raised.</summary>
    public long? Alarms { get; init; }
}

/// <summary>Replication from one region to another at that instant.</summary>
/// <param name="Pending">Items whose last write the target has not confirmed.</param>
/// <param name="LagSeconds">How long ago the oldest of those writes was made; 0 where none is pending.</param>
public sealed record LinkSample(string From, string To, long Pending, double LagSeconds, bool IsCut)
{
    /// <summary>Writes that the target has taken so far.</summary>
    public long? Applied { get; init; }
}
