using Appointments.Regions;
using Microsoft.Extensions.Time.Testing;

namespace Appointments.Tests.Regions;

public sealed class AuditTrailTests
{
    private readonly ScriptedRegions regions = new();
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));

    private RegionOperations Operations => new(regions, clock);

    private Task<RegionOutcome> DrainAsync(bool emergency = false) => Operations.DrainAsync(new DrainOrder("us-east-1", "ana@clinic", "flood", false, emergency), CancellationToken.None);

    private Task<RegionOutcome> RestoreAsync() => Operations.RestoreAsync(new RestoreOrder("us-east-1", "luz@clinic", "dry again", DespiteBacklog: true), CancellationToken.None);

    [Fact]
    public async Task EachAct_IsKeptInEveryRegion_WithWhoWhenAndWhy()
    {
        var drainedAt = clock.GetUtcNow();
        await DrainAsync();
        clock.Advance(TimeSpan.FromHours(1));
        await RestoreAsync();

        var (acts, silent, _) = await new AuditTrail(regions).ReadAsync(CancellationToken.None);

        Assert.Empty(silent);
        Assert.Equal([new RegionAct(clock.GetUtcNow(), "us-east-1", RegionActKind.Restore, "luz@clinic", "dry again", Insisted: true), new RegionAct(drainedAt, "us-east-1", RegionActKind.Drain, "ana@clinic", "flood")], acts.Select(kept => kept.Act));
        Assert.All(acts, kept => Assert.Equal((3, 0), (kept.HeldBy.Length, kept.LackedBy.Length)));
    }

    [Fact]
    public async Task ARegionThatWasCutOff_GetsWhatItLacks_WithTheNextAct()
    {
        regions.Silent.Add("us-east-1");
        var drained = await DrainAsync(emergency: true);
        Assert.Contains("The audit trail lacks it in us-east-1", drained.Sentence);
        regions.Silent.Clear();
        var before = await new AuditTrail(regions).ReadAsync(CancellationToken.None);
        Assert.Equal("us-east-1", Assert.Single(Assert.Single(before.Acts).LackedBy));
        clock.Advance(TimeSpan.FromHours(1));

        await RestoreAsync();

        Assert.All(regions.ActsIn("sa-east-1"), act => Assert.Contains(act, regions.ActsIn("us-east-1")));
        Assert.Equal(2, regions.ActsIn("us-east-1").Count);
        Assert.True(regions.ActsIn("us-east-1").Single(act => act.Kind is RegionActKind.Drain).Emergency); // the act itself, not what its mark tells of it
    }

    [Fact]
    public async Task AnActThatIsRepeated_IsOneAct()
    {
        await DrainAsync();
        clock.Advance(TimeSpan.FromMinutes(1));
        await DrainAsync();

        Assert.Single(regions.ActsIn("us-east-1"));
    }

    /// <summary>A drain by hand, or by a function that did not get that far.</summary>
    [Fact]
    public async Task ADrainThatNobodyRecorded_IsRecordedFromItsMark_WhenTheRegionIsRestored()
    {
        foreach (var observer in new[] { "us-east-1", "sa-east-1", "eu-west-1" })
            regions.Put(observer, "us-east-1", "autoDrain: 5xx");

        await RestoreAsync();

        Assert.Equal(new RegionAct(DateTimeOffset.UnixEpoch, "us-east-1", RegionActKind.Drain, "before@here", "autoDrain: 5xx"), regions.ActsIn("sa-east-1").Single(act => act.Kind is RegionActKind.Drain));
    }

    [Theory]
    [InlineData(null, "after: flood")]
    [InlineData(" ", "after: flood")]
    [InlineData("dry again", "dry again")]
    public async Task ARestoreWithoutAReason_TellsWhatItEnded(string? said, string kept)
    {
        await DrainAsync();

        await Operations.RestoreAsync(new RestoreOrder("us-east-1", "luz@clinic", said), CancellationToken.None);

        Assert.Equal(kept, regions.ActsIn("sa-east-1").Single(act => act.Kind is RegionActKind.Restore).Reason);
    }

    [Fact]
    public async Task WhatCannotBeRead_IsTold_AndKeepsNobodyFromDraining()
    {
        regions.Unreadable.Add("the item act#x is no act");

        var drained = await DrainAsync();

        Assert.Equal(RegionOutcomeKind.Done, drained.Kind);
        var (acts, _, unreadable) = await new AuditTrail(regions).ReadAsync(CancellationToken.None);
        Assert.Single(acts);
        Assert.Equal("RegionsTable of us-east-1: the item act#x is no act", unreadable[0]);
    }

    [Fact]
    public async Task WhatWasRefused_IsNoAct()
    {
        regions.Sick.UnionWith(["sa-east-1", "eu-west-1"]);

        Assert.Equal(RegionOutcomeKind.Refused, (await DrainAsync()).Kind);

        Assert.Empty(regions.ActsIn("us-east-1"));
    }
}
