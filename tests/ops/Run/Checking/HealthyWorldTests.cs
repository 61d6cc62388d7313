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
        var load = new OpenLoopLoad(clients.Plan(world.Run.EdgeUrl), TimeProvider.System) { OnRead = read => Interlocked.Add(ref reads, read.HttpStatus is 200 or 404 ? 1 : 0) };

        var observations = await load.RunAsync(Duration, observation =>
        {
            clients.Add(observation);
            watch.Add(observation);
        }, CancellationToken.None);

        await Eventually.SeeAsync(world.Queues.DepthAsync, depth => depth is 0, "empty queues");
        await stop.CancelAsync();
        await watching;
        var verdict = await clients.VerdictAsync(watch.Sightings);
        output.WriteLine($"{verdict.Counts} {load.Punctuality} reads {reads}");
        Assert.Empty(verdict.Findings.Select(finding => finding.Sentence));
        Assert.InRange(verdict.Counts.Accepted, 60, int.MaxValue);
        Assert.InRange(verdict.Counts.Refused, 1, int.MaxValue);
        Assert.InRange(reads, 1, int.MaxValue);
        Assert.All(observations.Where(each => each.Told is Told.Accepted && each.Status is null), each => Assert.NotNull(each.Region));
        Assert.Empty(verdict.Notes);
    }

    [Fact]
    public async Task TwoRegionsThatDecideApart_AndMeetAgain_KeepEveryPromise_AndTheirConflictsAreTold()
    {
        using var clients = new Clients(world, "apart");
        var regions = world.Run.Regions;
        using var heal = new CancellationTokenSource(Duration / 2);
        await world.Control.PostAsync("/replication/cut");

        var loads = regions.Select((region, index) => new OpenLoopLoad(clients.Plan(region.Stage) with { ChangesSeed = index, RequestsPerSecond = 8 }, TimeProvider.System)
            .RunAsync(Duration, clients.Add, CancellationToken.None)).ToArray();
        await Eventually.SeeAsync(() => Task.FromResult(heal.IsCancellationRequested), half => half, "half of the load");
        await world.Control.PostAsync("/replication/heal");
        await Task.WhenAll(loads);

        var verdict = await clients.VerdictAsync();
        output.WriteLine($"{verdict.Counts}");
        Assert.Empty(verdict.Findings.Select(finding => finding.Sentence));
        Assert.InRange(verdict.Counts.Accepted, 60, int.MaxValue);
        Assert.NotEmpty(verdict.Conflicts);
    }
}
