using Appointments.Regions;
using Microsoft.Extensions.Time.Testing;
using static Appointments.Regions.RegionOutcomeKind;

namespace Appointments.Tests.Regions;

/// <summary><c>--dry-run</c> says what would happen and writes nothing.</summary>
public sealed class DryRunTests
{
    private readonly ScriptedRegions regions = new();

    private RegionOperations Operations => new(regions, new FakeTimeProvider());

    private Task<RegionOutcome> DrainAsync(bool emergency = false) => Operations.DrainAsync(new DrainOrder("us-east-1", "ana@clinic", "a drill", Emergency: emergency, DryRun: true), CancellationToken.None);

    private Task<RegionOutcome> RestoreAsync(bool despiteBacklog = false) => Operations.RestoreAsync(new RestoreOrder("us-east-1", "luz@clinic", "mended", despiteBacklog, DryRun: true), CancellationToken.None);

    [Fact]
    public async Task ADryRun_SaysWhatWouldHappen_AndWritesNothing()
    {
        regions.Waiting["us-east-1"] = 3;

        var drain = await DrainAsync();
        regions.Put("us-east-1", "us-east-1", "upgrade");
        regions.Waiting.Clear();
        var restore = await RestoreAsync();

        Assert.Equal((WouldBeDone, WouldBeDone, 0, 0), (drain.Kind, restore.Kind, regions.Writes, regions.Probes));
        Assert.Contains("Within 150 s new requests would go to sa-east-1 and eu-west-1; 3 registrations wait on the queues of us-east-1, and are handled there.", drain.Sentence);
        Assert.Contains("the item of before@here (upgrade) would be taken out", restore.Sentence);
    }

    /// <summary>In an emergency it is done all the same; what clients see of it is said.</summary>
    [Fact]
    public async Task WhereRoute53CountsNoOtherRegionAsHealthy_NobodyIsToldThatRequestsGoThere()
    {
        regions.Unroutable.UnionWith(["sa-east-1", "eu-west-1"]);

        var would = await DrainAsync(emergency: true);
        var done = await Operations.DrainAsync(new DrainOrder("us-east-1", "ana@clinic", "a drill", Emergency: true), CancellationToken.None);
        regions.Unroutable.Remove("eu-west-1");
        var again = await Operations.DrainAsync(new DrainOrder("sa-east-1", "ana@clinic", "a drill", Emergency: true, DryRun: true), CancellationToken.None);

        Assert.Contains("new requests would go to every region, us-east-1 among them, until Route 53 counts sa-east-1 and eu-west-1 as healthy, which it does not now; ", would.Sentence);
        Assert.StartsWith("us-east-1 is drained. Route 53 counts no other region as healthy now, so it answers with all of them, us-east-1 among them, until it does: look (region status).", done.Sentence);
        Assert.Contains("new requests would go to eu-west-1; ", again.Sentence);
    }

    [Fact]
    public async Task ADryRun_IsRefused_WhereTheActWouldBe()
    {
        regions.Sick.UnionWith(["sa-east-1", "eu-west-1"]);

        Assert.Equal(Refused, (await DrainAsync()).Kind);
        regions.Put("us-east-1", "us-east-1", "upgrade");
        regions.Waiting["us-east-1"] = 1;
        Assert.Equal(Refused, (await RestoreAsync()).Kind);
        Assert.Equal(0, regions.Writes);
    }

    [Fact]
    public async Task ASilentTable_IsNamedAsSuch_AndNotAsOneThatWouldBeWritten()
    {
        regions.Silent.Add("us-east-1");
        var drain = await DrainAsync(emergency: true);
        regions.Put("sa-east-1", "us-east-1", "upgrade");
        var restore = await RestoreAsync(despiteBacklog: true);

        Assert.Contains("into RegionsTable of sa-east-1 and eu-west-1 (us-east-1 does not answer now: to be told later, by the same command again). ", drain.Sentence);
        Assert.Contains("would be taken out of RegionsTable of sa-east-1 and eu-west-1 (us-east-1 does not answer now", restore.Sentence);
    }

    [Fact]
    public async Task ADrainThatNoTableThatMattersWouldTake_WouldNotBeDone()
    {
        regions.Silent.UnionWith(["us-east-1", "sa-east-1"]);

        var drain = await DrainAsync(emergency: true);

        Assert.Equal(NotDone, drain.Kind);
        Assert.Equal("us-east-1 would not be drained: neither its own table nor that of sa-east-1, which watches it, answers. A dry run: nothing was written.", drain.Sentence);
    }
}
