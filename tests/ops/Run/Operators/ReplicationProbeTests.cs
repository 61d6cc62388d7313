using System.Collections.Immutable;
using Appointments.Aws;
using Appointments.Regions;
using Appointments.Tests.Run.Routing;

namespace Appointments.Tests.Run.Operators;

/// <summary>Whether replication works, found out as on AWS: by items that are written in one region and looked for in the other, in each table that matters.</summary>
public sealed class ReplicationProbeTests(FastWorld fast) : IClassFixture<FastWorld>, IAsyncLifetime, IDisposable
{
    private const string Near = "us-east-1", Far = "sa-east-1";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly World world = fast.World;
    private NetworkFromHere network = null!;
    private DataPlaneRegions regions = null!;

    private RegionOperations Operations => new(regions, TimeProvider.System);

    public Task InitializeAsync()
    {
        network = new NetworkFromHere(world.Run.Deployment, Patience, TimeProvider.System);
        regions = new DataPlaneRegions(world.Run.Deployment, network, Patience, TimeProvider.System);
        return Eventually.SeeAsync(() => world.Control.StatusAsync(), status => status["regions"]!.AsArray().All(region => region!["healthy"]!.GetValue<bool>()), "both regions healthy");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        regions.Dispose();
        network.Dispose();
    }

    private Task<RegionOutcome> RestoreAsync(string region) => Operations.RestoreAsync(new RestoreOrder(region, "ana@clinic", "dry"), CancellationToken.None);

    /// <summary>Each table is replicated by itself: the one with who is drained is idle, the one with patients' rows is not.</summary>
    [Fact]
    public async Task ALinkOnWhichPatientsRowsAloneLag_HasNotCaughtUp_AndTheirTableIsNamed()
    {
        var link = world.Run.Links.Single(each => each.From is Far);
        await Eventually.SeeAsync(() => Operations.DrainAsync(new DrainOrder(Near, "ana@clinic", "flood"), CancellationToken.None), outcome => outcome.Kind is RegionOutcomeKind.Done or RegionOutcomeKind.AlreadySo, "the region drained");
        link.Holds = item => item.Table == world.Run.Deployment.Tables.Appointments;
        ImmutableArray<LinkPulse> pulse;
        try
        {
            const string Refused = $"{Near} is not restored: what {Far} writes to AppointmentsTable does not reach {Near}. Wait for it (--wait), or insist with --despite-backlog.";
            await Eventually.SeeAsync(() => RestoreAsync(Near), outcome => (outcome.Kind, outcome.Sentence) == (RegionOutcomeKind.Refused, Refused), Refused);
            using var pulses = new DeploymentPulse(world.Run.Deployment, Patience, TimeProvider.System);
            pulse = await pulses.LinksAsync(CancellationToken.None);
        }
        finally
        {
            link.Holds = null;
        }

        Assert.Equal([(Near, Far), (Far, Near)], pulse.Select(each => (each.From, each.To)));
        Assert.True(pulse[1].Unseen > 0);
        Assert.Equal(RegionOutcomeKind.Done, (await Eventually.SeeAsync(() => RestoreAsync(Near), outcome => outcome.Kind is not RegionOutcomeKind.Refused, "the region restored")).Kind);
    }

    /// <summary>It is a row of the table with patients' rows, and no client, list, backup or repair sees it.</summary>
    [Fact]
    public async Task AProbe_IsSeenByNobody()
    {
        await Eventually.SeeAsync(() => regions.ReplicationAsync(null, null, CancellationToken.None), links => links.All(link => link.HasCaughtUp), "probes that arrived");
        await Eventually.SeeAsync(world.Control.StatusAsync, status => status["idle"]!.GetValue<bool>(), "the stream of the probes read");
        using var ledgers = new DataPlaneLedgers(world.Run.Deployment, null, TimeSpan.FromMinutes(1), TimeProvider.System);

        var items = (await Tables.ReadAsync(world.Run)).Values.SelectMany(all => all.Split('\n')).Where(item => item.Contains("probe#") && item.Contains("registration")).ToArray();
        Assert.NotEmpty(items); // not vacuous
        Assert.All(items, item => Assert.Contains("expires_at", item));
        Assert.DoesNotContain(await ledgers.AllAsync(Near, "", CancellationToken.None), row => row.AppointmentId.Contains('#'));
        Assert.Contains((await world.Regions[Near].GetAsync("/appointments/probe%23us-east-1")).Code, new[] { 400, 403, 404 });
        Assert.DoesNotContain("probe#", (await world.Regions[Near].GetAsync("/appointments")).Body.ToJsonString());
    }
}
