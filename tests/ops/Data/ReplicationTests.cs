using Appointments.Local.DynamoDb;

namespace Appointments.Tests.Data;

[Collection(EmulatorCollection.Name)]
public sealed class ReplicationTests(EmulatorFixture emulators)
{
    [Fact]
    public async Task Write_ReachesTheOtherRegion_WhicheverRegionItIsMadeIn()
    {
        await using var regions = await ReplicatedRegions.StartAsync(emulators);

        await regions.PutAsync(0, "from-first", "1");
        await regions.PutAsync(1, "from-second", "2");

        var table = await regions.ConvergedAsync();
        Assert.Equal(2, table.Count);
        Assert.Contains(table, item => item.Contains("from-first", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AppliedWrite_ShowsInTheStreamOfItsTarget_AndGoesNoFurther()
    {
        await using var regions = await ReplicatedRegions.StartAsync(emulators, 3);
        for (var id = 0; id < 10; id++) { await regions.PutAsync(id % 3, $"{id}", "x"); }
        await regions.ConvergedAsync();

        var stream = await RecordsAsync(regions, 1, 10);
        await Eventually.TrueAsync(() => regions.Replicator.Links.All(link => link.Status.Echoes > 0), "the echoes were read");

        Assert.Equal(10, stream);
        Assert.Equal(10 * 2, regions.Replicator.Links.Sum(link => link.Status.Applied)); // each write once per other region
        Assert.Equal(0, regions.Replicator.Links.Sum(link => link.Status.Skipped));
    }

    [Fact]
    public async Task Tables_EndTheSameItemByItem_WhenTheLinkIsCutWrittenOnBothSidesAndHealed()
    {
        await using var regions = await ReplicatedRegions.StartAsync(emulators);
        await regions.PutAsync(0, "both", "before");
        await regions.PutAsync(0, "gone", "before");
        await regions.ConvergedAsync();
        await regions.CutAllAsync();

        await regions.PutAsync(0, "only-first", "1");
        await regions.PutAsync(1, "only-second", "2");
        await regions.PutAsync(0, "both", "earlier");
        await regions.PutAsync(1, "both", "later");
        await regions.PutAsync(0, "gone", "earlier");
        await regions.DeleteAsync(1, "gone");
        Assert.Equal(3, (await regions.AllAsync(0)).Count);
        Assert.Equal(2, (await regions.AllAsync(1)).Count);
        Assert.Equal(3, regions.Link(0, 1).Status.Pending);
        Assert.True(regions.Link(0, 1).Status.IsCut);
        regions.HealAll();

        var table = await regions.ConvergedAsync();
        Assert.Equal(3, table.Count);
        Assert.Contains(table, item => item.Contains("later", StringComparison.Ordinal));
        Assert.DoesNotContain(table, item => item.Contains("gone", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Write_StaysHome_WhileTheLinkIsCutOneWay()
    {
        await using var regions = await ReplicatedRegions.StartAsync(emulators);
        await regions.Link(0, 1).CutAsync();

        await regions.PutAsync(0, "kept", "1");
        await regions.PutAsync(1, "sent", "2");
        await Eventually.TrueAsync(() => regions.Link(1, 0).Status.Pending == 0, "the open direction delivers");

        Assert.Equal(2, (await regions.AllAsync(0)).Count);
        Assert.Single(await regions.AllAsync(1));
        Assert.True(regions.Link(0, 1).Status.OldestPending >= TimeSpan.Zero);
    }

    [Fact]
    public async Task EarlierWrite_Wins_WhenItsRegionsClockIsAhead()
    {
        await using var regions = await ReplicatedRegions.StartAsync(emulators);
        regions.Stamps(0).Clock.Skew = TimeSpan.FromHours(1);
        await regions.CutAllAsync();
        await regions.PutAsync(0, "a", "first, clock ahead");
        await regions.PutAsync(1, "a", "second");
        regions.HealAll();

        Assert.Contains("first, clock ahead", Assert.Single(await regions.ConvergedAsync()), StringComparison.Ordinal);

        await regions.PutAsync(1, "a", "third, having seen the first"); // not lost although its clock is behind the stamp

        Assert.Contains("third", Assert.Single(await regions.ConvergedAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task IdenticalPut_CountsAsAWrite_ThoughItMakesNoStreamRecord()
    {
        await using var regions = await ReplicatedRegions.StartAsync(emulators);
        await regions.PutAsync(0, "a", "same");
        await regions.ConvergedAsync();
        await regions.CutAllAsync();
        await regions.PutAsync(1, "a", "other");
        await regions.PutAsync(0, "a", "same");
        regions.HealAll();

        Assert.Contains("same", Assert.Single(await regions.ConvergedAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryWrite_Arrives_WhenTheLinkLosesMostOfThem()
    {
        await using var regions = await ReplicatedRegions.StartAsync(emulators);
        regions.Link(0, 1).LossRate = 0.7;

        for (var id = 0; id < 15; id++) { await regions.PutAsync(0, $"{id}", "x"); }

        Assert.Equal(15, (await regions.ConvergedAsync()).Count);
        Assert.True(regions.Link(0, 1).Status.Lost > 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => regions.Link(0, 1).LossRate = 1);
    }

    [Fact]
    public async Task Write_WaitsForTheDelay_AndArrivesWhenTheDelayIsTakenAway()
    {
        await using var regions = await ReplicatedRegions.StartAsync(emulators);
        regions.Link(0, 1).Delay = TimeSpan.FromHours(1);
        await regions.PutAsync(0, "slow", "1");
        await regions.PutAsync(1, "quick", "2");
        await Eventually.TrueAsync(() => regions.Link(1, 0).Status.Pending == 0, "the other direction is not delayed");
        Assert.Equal(1, regions.Link(0, 1).Status.Pending);

        regions.Link(0, 1).Delay = TimeSpan.Zero;

        Assert.Equal(2, (await regions.ConvergedAsync()).Count);
    }

    [Fact]
    public async Task WriteAroundTheProxy_IsReplicatedToo()
    {
        await using var regions = await ReplicatedRegions.StartAsync(emulators);

        await regions.Direct(0).PutAsync(regions.Table.Name, Items.Item("seeded", "1"));

        await Eventually.TrueAsync(async () => (await regions.AllAsync(1)).Count == 1, "the seeded item arrives");
        await regions.ConvergedAsync();
    }

    [Fact]
    public async Task Link_NamesTheLinksThatThereAre_WhenAskedForAnother()
    {
        await using var regions = await ReplicatedRegions.StartAsync(emulators);

        var failure = Assert.Throws<ArgumentException>(() => regions.Replicator.Link("mars-1", "eu-west-1"));

        Assert.Contains("eu-west-1 to sa-east-1", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<int> RecordsAsync(ReplicatedRegions regions, int region, int count)
    {
        using var stop = new CancellationTokenSource(Eventually.GiveUp);
        var read = 0;
        await foreach (var batch in new TableStreamReader(regions.Direct(region), regions.Table.Name, TimeProvider.System).ReadAsync(StreamPosition.TrimHorizon, stop.Token))
        {
            read += batch.Records.Length;
            if (batch.Records.IsEmpty && read >= count) { break; }
        }
        return read;
    }
}
