using System.Collections.Immutable;
using Appointments.Local.Edge;
using Appointments.Local.Replication;

namespace Appointments.Local.Control;

/// <summary>What the control can reach.</summary>
internal sealed record ControlledRun(ImmutableArray<(string Region, Uri Stage)> Regions, EdgeProxy Edge, Replicator Replicator);
