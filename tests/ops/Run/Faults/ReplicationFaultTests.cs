using System.Diagnostics;
using Appointments.Faults;
using static Appointments.Tests.Run.Faults.FaultyWorld;

namespace Appointments.Tests.Run.Faults;

/// <summary>Replication that stops or is late, and a clock by which the wrong writer wins.</summary>
[Collection(FaultyCollection.Name)]
public sealed class ReplicationFaultTests(FaultyWorld faulty)
{
    private readonly World world = faulty.World;

    [Fact]
    public async Task ReplicationStoppedOneWay_KeepsWritesHome_AndLetsTheOthersThrough()
    {
        await using (await faulty.WithAsync(new Fault(FaultKind.ReplicationStopped, Near, To: Far)))
        {
            await world.RegisterAsync(Near, "stopped-1");
            await world.RegisterAsync(Far, "stopped-2");
            await world.SeeAsync(Near, "stopped-2");
            var link = (await faulty.SeeAsync(status => status.Replication.Single(link => link.From == Near).LagSeconds > 0, "the lag")).Replication.Single(link => link.From == Near);
            Assert.Equal((true, 1), (link.IsCut, link.Pending));
            Assert.Equal(404, (await world.Regions[Far].GetAsync("/appointments/stopped-1")).Code);
        }

        await world.SeeAsync(Far, "stopped-1");
        Assert.All((await faulty.SeeAsync(status => status.Idle, "replication caught up")).Replication, link => Assert.Equal(0, link.LagSeconds));
        await faulty.UnharmedAsync("stopped-1", "requested");
    }

    [Fact]
    public async Task ReplicationStoppedOfARegion_StopsBothWays()
    {
        await using var stopped = await faulty.WithAsync(new Fault(FaultKind.ReplicationStopped, Near));

        Assert.All((await faulty.StatusAsync()).Replication, link => Assert.True(link.IsCut));
    }

    private static Fault Delay(double seconds) => new(FaultKind.ReplicationDelayed, Near, To: Far, Seconds: seconds);

    [Fact]
    public async Task ReplicationDelayed_IsThatMuchLater_AndThenThere()
    {
        await using var delayed = await faulty.WithAsync(Delay(3600));
        await world.RegisterAsync(Near, "late-1");
        await faulty.SeeAsync(status => status.Replication.Single(link => link.From == Near).LagSeconds >= 1, "a lag of a second");
        Assert.Equal(404, (await world.Regions[Far].GetAsync("/appointments/late-1")).Code);

        await faulty.Control.Faults.InjectAsync(Delay(2), CancellationToken.None); // the latest figures count
        await world.SeeAsync(Far, "late-1");
        var since = Stopwatch.StartNew();
        await world.RegisterAsync(Near, "late-2");
        await world.SeeAsync(Far, "late-2");

        Assert.True(since.Elapsed >= TimeSpan.FromSeconds(2), $"{since.Elapsed}");
        Assert.Equal([TimeSpan.FromSeconds(2), TimeSpan.Zero], (await faulty.StatusAsync()).Replication.OrderByDescending(link => link.Delay).Select(link => link.Delay));
    }

    [Theory]
    [InlineData("skew-1", null, "of-far")] // the later writer wins
    [InlineData("skew-2", 3600.0, "of-near")] // and it seems to be who is ahead
    public async Task AClockThatIsAhead_MakesItsRegionTheLaterWriter(string id, double? ahead, string winner)
    {
        if (ahead is not null)
            await faulty.WithAsync(new Fault(FaultKind.ClockSkew, Near, Seconds: ahead));
        await faulty.WithAsync(new Fault(FaultKind.ReplicationStopped, Near));

        await world.RegisterAsync(Near, id, schedule: "of-near");
        await world.RegisterAsync(Far, id, schedule: "of-far");
        await faulty.ClearAsync();

        await world.SettleAsync();
        Assert.Equal(winner, (await world.AlikeAsync(id))["schedule"]!.ToString());
    }
}
