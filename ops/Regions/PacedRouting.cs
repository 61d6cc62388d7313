using System.Collections.Immutable;

namespace Appointments.Regions;

/// <summary>What Route 53's checks find and where the shared name leads, looked at again and again: what was found stands for a while.</summary>
/// <remarks>
/// On AWS that is up to three requests to <c>/health</c> and <c>/drained</c> of one region, and the firewall before it takes 300 of one address in five minutes (FirewallRules): looked at every second it would lock out who waits.
/// A local run, which knows what its Route 53 holds, has no firewall.
/// </remarks>
/// <param name="every">How long it stands; not where the routing is known exactly.</param>
public sealed class PacedRouting(IRegions regions, TimeProvider clock, TimeSpan every)
{
    private (long At, ImmutableArray<RegionState> All, RoutingSighting Routing)? last;

    public async Task<(ImmutableArray<RegionState> All, RoutingSighting Routing)> LookAsync(CancellationToken cancel)
    {
        if (last is not { Routing.Exact: false } known || clock.GetElapsedTime(known.At) >= every)
        {
            var at = clock.GetTimestamp();
            last = known = (at, await regions.LookAsync(cancel), await regions.RoutingAsync(cancel));
        }
        return (known.All, known.Routing);
    }
}
