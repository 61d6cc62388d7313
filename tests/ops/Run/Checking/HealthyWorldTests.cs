using Appointments.Drills.Checking;
using Appointments.Drills.Load;
using Xunit.Abstractions;

namespace Appointments.Tests.Run.Checking;

/// <summary>The real functions under load, with the network between the regions cut and healed: the checker must find nothing, and must have had something to look at.</summary>
public sealed class HealthyWorldTests(DevWorld dev, ITestOutputHelper output) : IClassFixture<DevWorld>
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(12);

    private readonly World world = dev.World;

    [Fact]
    public async Task LoadThroughTheEdge_IsKept_EveryPromise()
    {
        using var clients = new Clients(world, "edge");
        var watch = new OrderWatch(clients.Reader, TimeProvider.System);
        using var stop = new CancellationTokenSource();
        var watching = watch.RunAsync(stop.Token);
        var reads = 0;
        List<Observation> observations = [];
        await WarmAsync(clients);

        // A machine that is busy elsewhere gets more rounds, not other promises.
        for (var round = 1; round <= 5 && (Accepted() < 60 || observations.All(each => each.Told is not Told.Refused) || reads == 0); round++)
        {
            var load = new OpenLoopLoad(clients.Plan(world.Run.EdgeUrl, round) with { RunId = $"edge-{round}" }, TimeProvider.System) { OnRead = read => Interlocked.Add(ref reads, read.HttpStatus is 200 or 404 ? 1 : 0) };
            observations.AddRange(await load.RunAsync(Duration, observation =>
            {
                clients.Add(observation);
                watch.Add(observation);
            }, CancellationToken.None));
            output.WriteLine($"round {round}: {Accepted()} accepted, {reads} reads, {load.Punctuality}");
        }

        await world.SettleAsync();
        await stop.CancelAsync();
        await watching;
        var verdict = await clients.VerdictAsync(watch.Sightings);
        output.WriteLine($"{verdict.Counts}");
        Assert.Empty(verdict.Findings.Select(finding => finding.Sentence));
        Assert.InRange(verdict.Counts.Accepted, 60, int.MaxValue);
        Assert.InRange(verdict.Counts.Refused, 1, int.MaxValue);
        Assert.InRange(reads, 1, int.MaxValue);
        Assert.All(observations.Where(each => each.Told is Told.Accepted && each.Status is null), each => Assert.NotNull(each.Region));
        Assert.Empty(verdict.Notes);

        int Accepted() => observations.Count(each => each.Told is Told.Accepted);
    }

    [Fact]
    public async Task TwoRegionsThatDecideApart_AndMeetAgain_KeepEveryPromise_AndTheirConflictsAreTold()
    {
        using var clients = new Clients(world, "apart");
        var regions = world.Run.Regions;
        await WarmAsync(clients);
        await clients.EverywhereAsync(regions[0].Region, "contested");
        await world.Control.PostAsync("/replication/cut");
        await clients.ChangeAsync(regions[0].Region, "contested", "confirmed");
        await clients.ChangeAsync(regions[1].Region, "contested", "rejected");

        using var heal = new CancellationTokenSource(Duration / 2);
        var loads = regions.Select((region, index) => new OpenLoopLoad(clients.Plan(region.Stage) with { ChangesSeed = index, RequestsPerSecond = 8 }, TimeProvider.System)
            .RunAsync(Duration, clients.Add, CancellationToken.None)).ToArray();
        await Eventually.SeeAsync(() => Task.FromResult(heal.IsCancellationRequested), half => half, "half of the load");
        await world.Control.PostAsync("/replication/heal");
        await Task.WhenAll(loads);

        var verdict = await clients.VerdictAsync();
        output.WriteLine($"{verdict.Counts}");
        Assert.Empty(verdict.Findings.Select(finding => finding.Sentence));
        Assert.InRange(verdict.Counts.Accepted, 60, int.MaxValue);
        Assert.Contains(verdict.Conflicts, conflict => conflict.AppointmentId == $"{clients.Prefix}contested"); // whatever else chance made two regions decide
    }

    /// <summary>Every function has a process before the load: what is measured is promises, not cold starts.</summary>
    private async Task WarmAsync(Clients clients)
    {
        foreach (var region in world.Regions.Keys)
        {
            await clients.EverywhereAsync(region, $"warm-{region}");
            await clients.ChangeAsync(region, $"warm-{region}", "confirmed");
        }
    }
}
