using System.Collections.Immutable;
using Appointments.Aws;
using Appointments.Drills.Running;
using Appointments.Regions;

namespace Appointments.Cli.Drilling;

/// <summary>A deployment on AWS as a drill sees it: from its stack's outputs and by its data planes alone.</summary>
/// <param name="description">For the evidence.</param>
/// <param name="apiKey">The key of drills.</param>
/// <param name="originSecret">Lets the drill read a region at its own address; null where the origin is not protected.</param>
internal sealed class DeployedSystem(DeployedStack stack, string description, string apiKey, string? originSecret, TimeProvider clock) : IDrilledSystem, IDisposable
{
    /// <summary>
    /// The firewall before a region takes 300 health requests of one address in five minutes. A look sends a region two (its own <c>/health</c>, and <c>/drained</c> of the one that it watches), and every other look a third, to where the
    /// shared name leads: 150. An operator who waits at the same time, from the same machine, sends 90 (RegionWait).
    /// </summary>
    private static readonly TimeSpan RoutingEvery = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly DeploymentPulse pulse = new(stack, Patience, clock);
    private readonly NetworkFromHere network = new(stack, Patience, clock);
    private readonly SemaphoreSlim turn = new(1);
    private DataPlaneRegions? regions;
    private PacedRouting? paced;

    public string Description => description;

    public Uri Edge => stack.Edge;

    public string ApiKey => apiKey;

    public string? OriginSecret => originSecret;

    public ImmutableArray<(string Region, Uri Stage)> Regions => [.. stack.Regions.Select(region => (region.Name, region.Stage))];

    public ImmutableArray<(string Path, string Country)> Countries => [.. stack.Countries.Select(country => (country.Path, country.Code))];

    public double TimeScale => 1;

    /// <summary>SQS's counts are right "at least 1 minute after the producers stop sending messages". Source: SQS API, "GetQueueAttributes".</summary>
    /// <remarks>Emulators count exactly; a write is owed after five seconds only.</remarks>
    public TimeSpan QuietFor => stack.Regions.All(region => region.Endpoints is not null) ? TimeSpan.FromSeconds(6) : TimeSpan.FromSeconds(75);

    /// <summary>A message that was taken and not handled comes back after two minutes, five times.</summary>
    public TimeSpan SettlesWithin => TimeSpan.FromMinutes(15);

    /// <summary>From a drill's sampler and from its probes: one at a time.</summary>
    public async Task<SystemSample> SampleAsync(CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            paced ??= new PacedRouting(Operated(), clock, RoutingEvery);
            var (queues, links, routed) = (pulse.QueuesAsync(cancel), pulse.LinksAsync(cancel), paced.LookAsync(cancel));
            await Task.WhenAll(queues, links, routed);
            var (counts, (all, routing)) = (await queues, await routed);
            var states = all.ToDictionary(state => state.Region);
            return new SystemSample(clock.GetUtcNow(), routing.LeadsTo,
                [.. stack.Regions.Zip(counts, (region, count) => new RegionSample(region.Name, states[region.Name].Routable, count?.Waiting, count?.InFlight, count?.Dead) { Drained = states[region.Name].Drained is not null, DeadIn = count?.DeadIn ?? [] })],
                [.. (await links).Select(link => new LinkSample(link.From, link.To, link.Unseen, link.Lag.TotalSeconds, false))]);
        }
        finally { turn.Release(); }
    }

    public async Task<ServiceTrail> TrailAsync(CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try { return Trails.Of(await new AuditTrail(Operated()).ReadAsync(cancel)); }
        finally { turn.Release(); }
    }

    public void Dispose()
    {
        regions?.Dispose();
        pulse.Dispose();
        network.Dispose();
        turn.Dispose();
    }

    private DataPlaneRegions Operated() => regions ??= new DataPlaneRegions(stack, network, Patience, clock);
}
