using System.Collections.Immutable;
using Appointments.Aws;
using Appointments.Faults;
using Appointments.Local.Lambda;
using Appointments.Local.Replication;
using Appointments.Local.Routing;
using Appointments.Local.Watching;
using Appointments.Regions;

namespace Appointments.Local.Control;

/// <summary>What the control can reach.</summary>
/// <param name="Stages">Region to the address of its stage.</param>
/// <param name="TimeScale">How many times as fast the router's clock runs.</param>
/// <param name="MoveQueuesClock">Moves the time of all queues on.</param>
internal sealed record ControlledRun(ImmutableArray<(string Region, Uri Stage)> Stages, IRegions Regions, Router Router, double TimeScale, Replicator Replicator, QueueDepths Queues, IFaults Faults,
    Func<TimeSpan, CancellationToken, Task> MoveQueuesClock)
{
    /// <summary>The run as operators' tools know it.</summary>
    public required DeployedStack Deployment { get; init; }

    /// <summary>What lies between the regions, for those tools.</summary>
    public required INetwork Network { get; init; }

    /// <summary>The edge up to and with the stage.</summary>
    public required Uri Edge { get; init; }

    /// <summary>The alarms that functions hear of.</summary>
    public required LocalWatching Watching { get; init; }

    /// <summary>How often all event source mappings from streams of a region have read to the end and had it handled: what reconciles has seen what was there when it was twice more.</summary>
    public required Func<string, long> CaughtUp { get; init; }

    /// <summary>With a comma between them, for messages.</summary>
    public string RegionNames => string.Join(", ", Stages.Select(region => region.Region));

    /// <summary>Region to its functions, whose release may be replaced.</summary>
    public required ImmutableDictionary<string, LocalLambda> Functions { get; init; }
}
