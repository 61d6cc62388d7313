using Appointments.Regions;
using Microsoft.Extensions.Time.Testing;

namespace Appointments.Tests.Regions;

/// <summary>Every look takes a second of the clock that a test holds.</summary>
public sealed class RegionWaitTests
{
    private readonly ScriptedRegions regions = new() { LeadsTo = "sa-east-1" };
    private readonly FakeTimeProvider clock = new();
    private readonly List<WaitReport> reports = [];

    private Action<WaitReport> meanwhile = _ => { };

    private RegionWait Wait => new(regions, clock, report =>
    {
        reports.Add(report);
        meanwhile(report);
        clock.Advance(TimeSpan.FromSeconds(1));
    });

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private Task<WaitReport> UntilDrainedAsync(bool emptied = true, TimeSpan? giveUpAfter = null) => Wait.UntilDrainedAsync("us-east-1", emptied, giveUpAfter ?? Minute, CancellationToken.None);

    private string LeftOf(int report, string step) => reports[report].Steps.Single(each => each.Name == step).Left;

    [Fact]
    public async Task ADrain_IsOver_WhenDnsHasMoved_TheQueuesAreEmpty_AndItsWritesHaveArrived()
    {
        regions.Waiting["us-east-1"] = 2;
        regions.Cut.Add(("us-east-1", "eu-west-1"));
        meanwhile = report => _ = reports.Count switch
        {
            1 => regions.Unroutable.Add("us-east-1"),
            2 => regions.Waiting.Remove("us-east-1"),
            3 => regions.Cut.Remove(("us-east-1", "eu-west-1")),
            _ => false,
        };

        var end = await UntilDrainedAsync();

        Assert.True(end.Done);
        Assert.Equal((4, TimeSpan.FromSeconds(3)), (reports.Count, end.Elapsed));
        Assert.Equal("Route 53 counts us-east-1 as healthy still; 150 s at most", LeftOf(0, "DNS"));
        Assert.Equal("2 registrations wait on the queues of us-east-1", LeftOf(1, "queues"));
        Assert.Equal("what us-east-1 writes does not reach eu-west-1", LeftOf(2, "replication us-east-1 to eu-west-1"));
        Assert.Equal(TimeSpan.FromSeconds(58), reports[2].Remaining);
    }

    [Fact]
    public async Task ADrain_IsNotOver_WhileTheSharedNameLeadsThere()
    {
        regions.Unroutable.Add("us-east-1");
        regions.LeadsTo = "us-east-1";
        meanwhile = _ => regions.LeadsTo = "sa-east-1";

        await UntilDrainedAsync();

        Assert.Equal("the shared name leads to us-east-1 still", LeftOf(0, "DNS"));
        Assert.Equal(2, reports.Count);
    }

    [Fact]
    public async Task ADrain_IsNotOver_WhereRoute53AnswersWithAll()
    {
        regions.Unroutable.UnionWith(["us-east-1", "sa-east-1", "eu-west-1"]);

        var end = await UntilDrainedAsync();

        Assert.Equal((false, "Route 53 counts no region as healthy, so it answers with all of them"), (end.Done, end.Steps[0].Left));
    }

    /// <summary>On AWS nobody tells what Route 53 holds: from when its checks must fail, all the time it may take has to pass.</summary>
    [Fact]
    public async Task ADrain_TakesAllTheTimeThatItMay_WhereRoute53IsNotKnown()
    {
        regions.IsExact = false;
        regions.Unroutable.Add("us-east-1");
        meanwhile = report => _ = reports.Count switch // it flaps: counted anew
        {
            10 => regions.Unroutable.Remove("us-east-1"),
            11 => regions.Unroutable.Add("us-east-1"),
            _ => false,
        };

        var end = await UntilDrainedAsync(giveUpAfter: TimeSpan.FromMinutes(10));

        Assert.Equal((true, TimeSpan.FromSeconds(20 + 150)), (end.Done, end.Elapsed)); // addresses are asked every ten seconds
        Assert.Equal("149 s until checkers and resolvers everywhere have followed", LeftOf(1, "DNS"));
    }

    [Fact]
    public async Task AnEmergency_WaitsForNothingThatTheSickRegionWouldHaveToDo()
    {
        regions.Unroutable.Add("us-east-1");
        regions.Silent.Add("us-east-1");

        var end = await UntilDrainedAsync(emptied: false);

        Assert.Equal((true, "DNS", 0), (end.Done, Assert.Single(end.Steps).Name, regions.Probes));
    }

    [Fact]
    public async Task ADrain_IsNotOver_WhileItsQueuesAloneHoldSomething()
    {
        regions.Unroutable.Add("us-east-1");
        regions.Waiting["us-east-1"] = 1;

        var end = await UntilDrainedAsync(giveUpAfter: TimeSpan.FromSeconds(2));

        Assert.Equal("queues", Assert.Single(end.Steps, step => !step.Done).Name);
    }

    [Fact]
    public async Task AWait_IsGivenUp_AndSaysWhatIsLeft()
    {
        var end = await UntilDrainedAsync(giveUpAfter: TimeSpan.FromSeconds(5));

        Assert.Equal((false, TimeSpan.FromSeconds(5), TimeSpan.Zero, 6), (end.Done, end.Elapsed, end.Remaining, reports.Count));
        Assert.StartsWith("Route 53 counts us-east-1 as healthy still", end.Steps[0].Left);
    }

    /// <summary>A call that hangs is not waited for any longer than the wait lasts.</summary>
    [Theory]
    [InlineData(0, "no answer yet")]
    [InlineData(2, "Route 53 counts us-east-1 as healthy still; 150 s at most")]
    public async Task AWait_IsGivenUp_WithinALookThatNeverEnds_AndSaysWhatWasSeenLast(int looks, string left)
    {
        regions.NeverEnds = looks is 0;
        meanwhile = _ => regions.NeverEnds = reports.Count == looks;
        var waiting = UntilDrainedAsync(giveUpAfter: TimeSpan.FromSeconds(5));
        var early = waiting.IsCompleted;

        clock.Advance(TimeSpan.FromSeconds(5));

        var end = await waiting.WaitAsync(Minute);
        Assert.Equal((false, false, TimeSpan.Zero, left), (early, end.Done, end.Remaining, end.Steps[0].Left));
    }

    [Fact]
    public async Task ABacklog_IsReplayed_WhenTheRegionHasHandledWhatItAccepted_AndHasWhatTheOthersWrote()
    {
        regions.Waiting["us-east-1"] = 1;
        regions.Cut.Add(("eu-west-1", "us-east-1"));
        regions.Cut.Add(("us-east-1", "eu-west-1")); // out of it: no matter
        meanwhile = report => _ = reports.Count is 1 ? regions.Waiting.Remove("us-east-1") : regions.Cut.Remove(("eu-west-1", "us-east-1"));

        var end = await Wait.UntilReplayedAsync("us-east-1", Minute, CancellationToken.None);

        Assert.Equal((true, 3), (end.Done, reports.Count));
    }

    [Fact]
    public async Task ARestore_IsOver_WhenRoute53CountsTheRegionAsHealthy()
    {
        regions.Unroutable.Add("us-east-1");
        meanwhile = _ => regions.Unroutable.Clear();

        var end = await Wait.UntilRestoredAsync("us-east-1", Minute, CancellationToken.None);

        Assert.Equal((true, 2), (end.Done, reports.Count));
    }

    /// <summary>On AWS its checks answer within a second of the restore; the checkers of Route 53, and resolvers, take their time.</summary>
    [Fact]
    public async Task ARestore_TakesAllTheTimeThatItMay_WhereRoute53IsNotKnown()
    {
        regions.IsExact = false;
        meanwhile = report => _ = reports.Count switch // it flaps: counted anew
        {
            10 => regions.Unroutable.Add("us-east-1"),
            11 => regions.Unroutable.Remove("us-east-1"),
            _ => false,
        };

        var end = await Wait.UntilRestoredAsync("us-east-1", TimeSpan.FromMinutes(10), CancellationToken.None);

        Assert.Equal((true, TimeSpan.FromSeconds(20 + 150)), (end.Done, end.Elapsed));
        Assert.Equal("150 s until checkers and resolvers everywhere have followed", LeftOf(0, "DNS"));
        Assert.Equal("Route 53 does not count us-east-1 as healthy yet", LeftOf(10, "DNS"));
    }
}
