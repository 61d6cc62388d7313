using Appointments.Aws;
using Appointments.Regions;
using Microsoft.Extensions.Time.Testing;

namespace Appointments.Tests.Regions;

/// <summary>The firewall before a region takes 300 requests to <c>/health</c> and <c>/drained</c> of one address in five minutes (FirewallRules), and whoever waits is not to be locked out by it.</summary>
public sealed class FirewalledWaitTests : IDisposable
{
    /// <summary>Half of the firewall's: a drill on the same machine takes 150 in five minutes.</summary>
    private const int Half = 75;

    private static readonly TimeSpan Long = TimeSpan.FromSeconds(150);

    private readonly CountingAddresses addresses = new();
    private readonly FakeTimeProvider clock = new();
    private readonly NetworkFromHere network;
    private readonly DataPlaneRegions regions;
    private readonly List<WaitReport> reports = [];

    public FirewalledWaitTests()
    {
        network = new NetworkFromHere(addresses.Stack, TimeSpan.FromMinutes(10), clock);
        regions = new DataPlaneRegions(addresses.Stack, network, TimeSpan.FromMinutes(10), clock);
    }

    public void Dispose()
    {
        regions.Dispose();
        network.Dispose();
        addresses.Dispose();
    }

    private RegionWait Wait => new(regions, clock, report =>
    {
        reports.Add(report);
        clock.Advance(TimeSpan.FromSeconds(1));
    });

    private int Requests(string to) => addresses.Asked.Count(path => path.StartsWith($"/{to}/"));

    [Fact]
    public async Task AWaitForADrain_StaysFarBelowIt_AndCountsDownEverySecond()
    {
        var end = await Wait.UntilDrainedAsync(CountingAddresses.Near, emptied: true, Long, CancellationToken.None);

        Assert.Equal((false, Long), (end.Done, end.Elapsed));
        Assert.Equal(["150 s until checkers and resolvers everywhere have followed", "149 s until checkers and resolvers everywhere have followed", "148 s until checkers and resolvers everywhere have followed"], reports.Take(3).Select(report => report.Steps[0].Left));
        Assert.InRange(Requests(CountingAddresses.Far) + Requests("origin"), 15 * 3, Half); // the shared name leads there
        Assert.InRange(Requests(CountingAddresses.Near), 15 * 2, Half);
    }

    [Theory]
    [InlineData(CountingAddresses.Far, true)]
    [InlineData(CountingAddresses.Near, false)]
    public async Task AWaitForARestore_StaysFarBelowIt(string region, bool healthy)
    {
        addresses.Not200.Add($"/{CountingAddresses.Near}/Prod/drained/{region}");

        var end = await Wait.UntilRestoredAsync(region, Long + (healthy ? TimeSpan.FromSeconds(1) : TimeSpan.Zero), CancellationToken.None);

        Assert.Equal((healthy, Long), (end.Done, end.Elapsed));
        Assert.InRange(Requests(CountingAddresses.Far) + Requests("origin"), 15 * 3, Half);
    }

    /// <summary>By the Date of an answer, also of one that is no 200.</summary>
    [Fact]
    public async Task ALook_TellsHowFarThisMachinesClockIsFromTheRegions()
    {
        addresses.Date = clock.GetUtcNow().AddMinutes(-10);

        var all = await regions.LookAsync(CancellationToken.None);

        Assert.Equal([(CountingAddresses.Near, false, TimeSpan.FromMinutes(10)), (CountingAddresses.Far, true, TimeSpan.FromMinutes(10))], all.Select(state => (state.Region, state.Serves, state.ClockAhead)));
    }

    [Fact]
    public async Task AWaitForABacklog_AsksTheSharedNameNoMoreOften()
    {
        var end = await Wait.UntilReplayedAsync(CountingAddresses.Near, Long, CancellationToken.None);

        Assert.Equal((false, Long), (end.Done, end.Elapsed));
        Assert.InRange(Requests("origin"), 1, 16);
    }
}
