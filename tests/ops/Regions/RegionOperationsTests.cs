using Appointments.Regions;
using Microsoft.Extensions.Time.Testing;
using static Appointments.Regions.RegionOutcomeKind;

namespace Appointments.Tests.Regions;

public sealed class RegionOperationsTests
{
    private readonly ScriptedRegions regions = new();
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));

    private Task<RegionOutcome> DrainAsync(string region, bool evenTheLast = false, string reason = "a drill", bool emergency = false) =>
        new RegionOperations(regions, clock).DrainAsync(new DrainOrder(region, "ana@clinic", reason, evenTheLast, emergency), CancellationToken.None);

    private Task<RegionOutcome> RestoreAsync(string region, bool despiteBacklog = false) =>
        new RegionOperations(regions, clock).RestoreAsync(new RestoreOrder(region, "luz@clinic", "mended", despiteBacklog), CancellationToken.None);

    [Fact]
    public async Task ADrain_IsWrittenToEveryRegion_WithWhoWhenAndWhy()
    {
        var outcome = await DrainAsync("us-east-1");

        Assert.Equal(Done, outcome.Kind);
        Assert.Equal(3, outcome.Tables.Count(table => table.Kind is TableAnswerKind.Written));
        Assert.All(new[] { "us-east-1", "sa-east-1", "eu-west-1" }, observer => Assert.Equal(new DrainMark(clock.GetUtcNow(), "ana@clinic", "a drill"), regions[observer, "us-east-1"]));
    }

    [Fact]
    public async Task ADrain_ThatIsRepeated_KeepsTheFirstMark_AndReachesATableThatWasSilent()
    {
        regions.Silent.Add("us-east-1");
        await DrainAsync("us-east-1", emergency: true);
        regions.Silent.Clear();
        clock.Advance(TimeSpan.FromMinutes(5));

        var again = await DrainAsync("us-east-1", reason: "another");
        var third = await DrainAsync("us-east-1", reason: "another");

        Assert.Equal((Done, AlreadySo), (again.Kind, third.Kind));
        Assert.Equal(regions["sa-east-1", "us-east-1"], regions["us-east-1", "us-east-1"]);
        Assert.Contains("ana@clinic: a drill", third.Sentence);
    }

    [Fact]
    public async Task TheLastRegionThatServes_IsNotDrained()
    {
        regions.Sick.Add("sa-east-1");
        regions.Put("eu-west-1", "eu-west-1", "upgrade");

        var outcome = await DrainAsync("us-east-1");
        Assert.Equal(outcome.Sentence, (await DrainAsync("us-east-1", emergency: true)).Sentence);

        Assert.Equal((Refused, 0), (outcome.Kind, regions.Writes));
        Assert.Equal("us-east-1 is not drained: no other region serves (sa-east-1 does not answer 200 to /health; eu-west-1 is drained: upgrade). Restore one first, or insist by name: --even-the-last us-east-1.", outcome.Sentence);
        Assert.Equal(Done, (await DrainAsync("us-east-1", evenTheLast: true)).Kind);
    }

    /// <summary>Its own table may not know yet: then it still answers 200 to /health.</summary>
    [Fact]
    public async Task ARegionThatAnotherKnowsToBeDrained_DoesNotCountAsServing()
    {
        regions.Sick.Add("eu-west-1");
        regions.Put("us-east-1", "sa-east-1", "upgrade");

        Assert.Equal(Refused, (await DrainAsync("us-east-1", emergency: true)).Kind); // nor does an emergency insist
    }

    [Fact]
    public async Task ADrain_ThatIsRepeated_IsNotRefused_AlthoughNoOtherServesAnyMore()
    {
        await DrainAsync("us-east-1");
        regions.Sick.UnionWith(["sa-east-1", "eu-west-1"]);

        Assert.Equal(AlreadySo, (await DrainAsync("us-east-1")).Kind);
    }

    [Fact]
    public async Task ADrain_TakesEffect_WhereTheWatcherTookIt()
    {
        regions.Silent.UnionWith(["us-east-1", "eu-west-1"]);

        var outcome = await DrainAsync("us-east-1", emergency: true);

        Assert.Equal(Done, outcome.Kind);
        Assert.Contains("us-east-1 and eu-west-1 did not answer: do it again when they do.", outcome.Sentence);
    }

    /// <summary>The reply of one table is lost, and replication has carried the mark into the others before they are asked.</summary>
    [Fact]
    public async Task ADrain_IsDone_WhereEveryTableHasItsMarkBeforeItIsAsked()
    {
        regions.Marking = (observer, region) =>
        {
            regions.Put(observer, region, "the same");
            return Task.CompletedTask;
        };

        var outcome = await DrainAsync("us-east-1", emergency: true);

        Assert.Equal((Done, "us-east-1 is drained. New requests go elsewhere once Route 53 has seen it and resolvers have forgotten its address."), (outcome.Kind, outcome.Sentence));
        Assert.Single(regions.ActsIn("sa-east-1"));
    }

    [Fact]
    public async Task ARestore_TakesTheMarkOutOfEveryRegion()
    {
        await DrainAsync("us-east-1");

        var restored = await RestoreAsync("us-east-1");
        var again = await RestoreAsync("us-east-1");

        Assert.Equal((Done, AlreadySo), (restored.Kind, again.Kind));
        Assert.All(new[] { "us-east-1", "sa-east-1", "eu-west-1" }, observer => Assert.Null(regions[observer, "us-east-1"]));
    }

    [Fact]
    public async Task APlannedDrain_IsRefused_WhileATableDoesNotAnswer_AndAnEmergencyIsNot()
    {
        regions.Silent.Add("eu-west-1");

        var planned = await DrainAsync("us-east-1");
        var writes = regions.Writes;
        var emergency = await DrainAsync("us-east-1", emergency: true);

        Assert.Equal((Refused, 0, Done), (planned.Kind, writes, emergency.Kind));
        Assert.Equal("us-east-1 is not drained, because what is so is not known everywhere: the table of eu-west-1 does not answer (silent). Look again (region status); in a bad hour: --emergency.", planned.Sentence);
    }

    [Fact]
    public async Task APlannedDrain_IsRefused_WhileRoute53CountsNoOtherRegionAsHealthy()
    {
        regions.Unroutable.UnionWith(["sa-east-1", "eu-west-1"]);

        var planned = await DrainAsync("us-east-1");

        Assert.Equal(Refused, planned.Kind);
        Assert.Contains("Route 53 counts no other region as healthy yet", planned.Sentence);
        Assert.Equal(Done, (await DrainAsync("us-east-1", emergency: true)).Kind);
    }

    [Fact]
    public async Task ARestore_IsRefused_WhileABacklogIsNotReplayed_UnlessOneInsists()
    {
        await DrainAsync("us-east-1");
        regions.Waiting["us-east-1"] = 1;
        regions.Cut.Add(("sa-east-1", "us-east-1"));
        regions.Cut.Add(("us-east-1", "sa-east-1")); // out of it: no matter

        var refused = await RestoreAsync("us-east-1");
        var insisted = await RestoreAsync("us-east-1", despiteBacklog: true);

        Assert.Equal((Refused, Done), (refused.Kind, insisted.Kind));
        Assert.Equal("us-east-1 is not restored: 1 registration waits on the queues of us-east-1; what sa-east-1 writes does not reach us-east-1. Wait for it (--wait), or insist with --despite-backlog.", refused.Sentence);
    }

    /// <summary>Nobody can say what a silent region holds.</summary>
    [Theory]
    [InlineData("us-east-1", "the queues of us-east-1 do not answer (silent)")]
    [InlineData("sa-east-1", "nobody can say what us-east-1 lacks of sa-east-1 (the table of sa-east-1: silent)")]
    public async Task ARestore_IsRefused_WhereNobodyCanSay(string silent, string expected)
    {
        await DrainAsync("us-east-1");
        regions.Silent.Add(silent);

        var outcome = await RestoreAsync("us-east-1");

        Assert.Equal(Refused, outcome.Kind);
        Assert.Contains(expected, outcome.Sentence);
    }

    [Fact]
    public async Task AnUnknownRegion_IsNamed_WithThoseThereAre()
    {
        var outcomes = new[] { await DrainAsync("us-east-2"), await RestoreAsync("us-east-2") };

        Assert.All(outcomes, outcome => Assert.Equal((NoSuchRegion, "There is no region us-east-2: the regions are us-east-1, sa-east-1, eu-west-1."), (outcome.Kind, outcome.Sentence)));
        Assert.Equal(0, regions.Writes);
    }
}
