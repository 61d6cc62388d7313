using Appointments.Regions;
using Microsoft.Extensions.Time.Testing;
using static Appointments.Regions.RegionOutcomeKind;

namespace Appointments.Tests.Regions;

public sealed class RegionOperationsTests
{
    private readonly ScriptedRegions regions = new();
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));

    private Task<RegionOutcome> DrainAsync(string region, bool evenTheLast = false, string reason = "a drill") =>
        new RegionOperations(regions, clock).DrainAsync(region, "ana@clinic", reason, evenTheLast, CancellationToken.None);

    private Task<RegionOutcome> RestoreAsync(string region) => new RegionOperations(regions, clock).RestoreAsync(region, CancellationToken.None);

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
        await DrainAsync("us-east-1");
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

        Assert.Equal((Refused, 0), (outcome.Kind, regions.Writes));
        Assert.Equal("us-east-1 is not drained: no other region serves (sa-east-1 does not answer 200 to /health; eu-west-1 is drained: upgrade). Restore one first, or insist with --even-the-last.", outcome.Sentence);
        Assert.Equal(Done, (await DrainAsync("us-east-1", evenTheLast: true)).Kind);
    }

    /// <summary>Its own table may not know yet: then it still answers 200 to /health.</summary>
    [Fact]
    public async Task ARegionThatAnotherKnowsToBeDrained_DoesNotCountAsServing()
    {
        regions.Sick.Add("eu-west-1");
        regions.Put("us-east-1", "sa-east-1", "upgrade");

        Assert.Equal(Refused, (await DrainAsync("us-east-1")).Kind);
    }

    [Fact]
    public async Task ADrain_TakesEffect_WhereTheWatcherTookIt()
    {
        regions.Silent.UnionWith(["us-east-1", "eu-west-1"]);

        var outcome = await DrainAsync("us-east-1");

        Assert.Equal(Done, outcome.Kind);
        Assert.EndsWith("us-east-1 and eu-west-1 did not answer: do it again when they do.", outcome.Sentence);
    }

    [Fact]
    public async Task ADrain_IsNotDone_WhereNeitherTheRegionNorItsWatcherTookIt()
    {
        regions.Silent.UnionWith(["us-east-1", "sa-east-1"]);

        var outcome = await DrainAsync("us-east-1");

        Assert.Equal(NotDone, outcome.Kind);
        Assert.Contains("neither its own table nor that of sa-east-1, which watches it", outcome.Sentence);
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
    public async Task AnUnknownRegion_IsNamed_WithThoseThereAre()
    {
        var outcomes = new[] { await DrainAsync("us-east-2"), await RestoreAsync("us-east-2") };

        Assert.All(outcomes, outcome => Assert.Equal((NoSuchRegion, "There is no region us-east-2: the regions are us-east-1, sa-east-1, eu-west-1."), (outcome.Kind, outcome.Sentence)));
        Assert.Equal(0, regions.Writes);
    }
}
