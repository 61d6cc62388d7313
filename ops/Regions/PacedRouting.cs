using System.Collections.Immutable;

namespace Appointments.Regions;

/// <summary>What Route 53's checks find and where the shared name leads, looked at again and again for as long as a wait lasts.</summary>
/// <remarks>
/// On AWS that is up to three requests to <c>/health</c> and <c>/drained</c> of one region, and the firewall before it takes 300 of one address in five minutes (FirewallRules): looked at every second it would lock out who waits.
/// A local run, which knows what its Route 53 holds, has no firewall.
/// </remarks>
internal sealed class PacedRouting(IRegions regions, TimeProvider clock)
{
    /// <summary>30 looks in five minutes, so 90 requests: a drill and another operator find room.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    private (long At, ImmutableArray<RegionState> All, RoutingSighting Routing)? last;

    public async Task<(ImmutableArray<RegionState> All, RoutingSighting Routing)> LookAsync(CancellationToken cancel)
    {
        if (last is not { Routing.Exact: false } known || clock.GetElapsedTime(known.At) >= Every)
        {
            var at = clock.GetTimestamp();
            last = known = (at, await regions.LookAsync(cancel), await regions.RoutingAsync(cancel));
        }
        return (known.All, known.Routing);
    }
}
