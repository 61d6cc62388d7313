using System.Collections.Immutable;
using Appointments.Aws;
using Appointments.Local.Replication;
using Appointments.Local.Routing;

namespace Appointments.Local.Control;

/// <summary>The network of a local run, known whole: what its Route 53 holds of each region, and what its replication has still to deliver.</summary>
internal sealed class RouterNetwork(Router router, Replicator replicator, ImmutableArray<string> regions) : INetwork
{
    public Task<NetworkView> LookAsync(CancellationToken cancel) => Task.FromResult(new NetworkView(
        router.Resolve().Region,
        regions.ToImmutableDictionary(region => region, router.IsHealthy),
        [.. replicator.Links.Select(link => link.Status).Select(link => new LinkLag(link.From, link.To, link.OldestPending))]));
}
