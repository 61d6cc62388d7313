using System.Collections.Immutable;
using Appointments.Faults;
using Appointments.Local.Replication;
using Appointments.Local.Routing;
using Appointments.Regions;

namespace Appointments.Local.Control;

/// <summary>A local run as it stands: what <c>GET /status</c> gives.</summary>
/// <param name="Idle">Whether every region has confirmed every write of every other.</param>
/// <param name="Faults">What is wrong on purpose.</param>
public sealed record RunStatus(DnsStatus Dns, ImmutableArray<RegionStatus> Regions, ImmutableArray<LinkStatus> Replication, bool Idle, ImmutableArray<ActiveFault> Faults)
{
    /// <summary>What clients call, up to and with the stage.</summary>
    public required Uri Edge { get; init; }
}

/// <summary>What the edge's resolver answers.</summary>
/// <param name="KeptForSeconds">How long it keeps the answer.</param>
/// <param name="TimeScale">How many times as fast the router's clock runs.</param>
public sealed record DnsStatus(string Name, string Region, double KeptForSeconds, double TimeScale);

/// <summary>One region.</summary>
/// <param name="Url">Its stage.</param>
/// <param name="Healthy">Whether Route 53 counts it as healthy.</param>
/// <param name="Serves">Whether its own <c>/health</c> answers 200 now.</param>
/// <param name="Watcher">The region at which Route 53 asks whether this one is drained.</param>
/// <param name="Drained">Null: it is not.</param>
/// <param name="Queues">Null: its queues' server does not answer.</param>
public sealed record RegionStatus(string Region, Uri Url, bool Healthy, bool Serves, string Watcher, DrainMark? Drained, ImmutableArray<DrainSighting> Sightings,
    ImmutableArray<CheckStatus> Checks, ImmutableArray<QueueStatus>? Queues);

/// <summary>One queue, with its dead letters.</summary>
/// <param name="Waiting">Messages that can be received, or will be after their delay.</param>
/// <param name="InFlight">Messages in somebody's hands.</param>
/// <param name="Dead">Messages in its dead-letter queue; 0 where it has none.</param>
/// <param name="IsHandled">Whether functions take from it (then it has dead letters); else it keeps failures for people.</param>
public sealed record QueueStatus(string Name, int Waiting, int InFlight, int Dead, bool IsHandled);
