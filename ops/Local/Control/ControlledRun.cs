using System.Collections.Immutable;
using Appointments.Aws;
using Appointments.Local.Replication;
using Appointments.Local.Routing;
using Appointments.Regions;

namespace Appointments.Local.Control;

/// <summary>What the control can reach.</summary>
/// <param name="Stages">Region to the address of its stage.</param>
/// <param name="TimeScale">How many times as fast the router's clock runs.</param>
/// <param name="MoveQueuesClock">Moves the time of all queues on.</param>
/// <param name="Deployment">The run as operators' tools know it.</param>
internal sealed record ControlledRun(ImmutableArray<(string Region, Uri Stage)> Stages, IRegions Regions, Router Router, double TimeScale, Replicator Replicator,
    Func<TimeSpan, CancellationToken, Task> MoveQueuesClock, DeployedStack Deployment, INetwork Network);
