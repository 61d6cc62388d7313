using Appointments.Rollout;
using Microsoft.Extensions.Time.Testing;

namespace Appointments.Tests.Run.Rollout;

public sealed class RegionByRegionTests
{
    private static Task<RolloutReport> RunAsync(ScriptedReleases releases, bool despiteAlarms = false) =>
        new RegionByRegion(releases, releases, new Pace(TimeSpan.FromSeconds(30), TimeSpan.Zero, TimeSpan.FromSeconds(30)), new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromSeconds(1) }, new Progress<RolloutEvent>())
            .RunAsync(releases.Regions, despiteAlarms, CancellationToken.None);

    [Fact]
    public async Task AGoodRelease_GoesToOneRegionAfterTheOther_AndThenToTheRest()
    {
        var releases = new ScriptedReleases();

        var report = await RunAsync(releases);

        Assert.Equal(RolloutOutcome.Done, report.Outcome);
        Assert.Equal(["prepare", "put us-east-1", "put sa-east-1", "finish"], releases.Acts);
        Assert.All(report.Regions, region => Assert.Equal((RegionResult.Updated, null), (region.Result, region.Problem)));
    }

    [Fact]
    public async Task ARegion_ThatIsWatchedForLessThanTheSoak_IsNotLeft()
    {
        var looks = 0;
        var releases = new ScriptedReleases { Probe = (_, isReleased) => { looks += isReleased ? 1 : 0; return null; } };

        await RunAsync(releases);

        Assert.InRange(looks, 20, 120); // 30 s each at 1 s a reading of the clock
    }

    [Fact]
    public async Task ARegion_ThatCannotBeWrittenAndRead_GoesBack_AndTheNextIsNotTouched()
    {
        var releases = new ScriptedReleases { Probe = (_, isReleased) => isReleased ? "GET was answered 502." : null };

        var report = await RunAsync(releases);

        Assert.Equal(RolloutOutcome.WentBack, report.Outcome);
        Assert.Equal(["prepare", "put us-east-1", "back us-east-1"], releases.Acts);
        Assert.Equal([(RegionResult.WentBack, "GET was answered 502."), (RegionResult.NotTouched, null)], report.Regions.Select(region => (region.Result, region.Problem)));
    }

    [Fact]
    public async Task OneFailedProbe_IsNoReason_ToGoBack()
    {
        var once = true;
        var releases = new ScriptedReleases
        {
            Probe = (_, isReleased) =>
            {
                var wrong = isReleased && once;
                once = once && !wrong;
                return wrong ? "in the middle of a deployment" : null;
            },
        };

        Assert.Equal(RolloutOutcome.Done, (await RunAsync(releases)).Outcome);
        Assert.False(once);
    }

    [Fact]
    public async Task AnAlarm_IsReasonEnough_InWhicheverRegion()
    {
        var releases = new ScriptedReleases { Alarms = (region, isReleased) => isReleased && region is "sa-east-1" ? ["sa-east-1-api-5xx"] : [] };

        var report = await RunAsync(releases);

        Assert.Equal(RolloutOutcome.WentBack, report.Outcome);
        Assert.Equal(["prepare", "put us-east-1", "put sa-east-1", "back sa-east-1"], releases.Acts); // the first keeps it: it is well with it
        Assert.Contains("sa-east-1-api-5xx", report.Sentence);
    }

    [Fact]
    public async Task ARaisedAlarm_StopsItBeforeItBegins_UnlessOneInsists()
    {
        var releases = new ScriptedReleases { Alarms = (_, _) => ["old"] };

        var refused = await RunAsync(releases);

        Assert.Equal((RolloutOutcome.NotBegun, 0), (refused.Outcome, releases.Acts.Count));
        Assert.Contains("--despite-alarms", refused.Sentence);
        Assert.Equal(RolloutOutcome.Done, (await RunAsync(releases, despiteAlarms: true)).Outcome);
    }

    [Fact]
    public async Task ARegion_ThatIsIllAlready_StopsItBeforeItBegins()
    {
        var releases = new ScriptedReleases { Probe = (region, _) => region is "sa-east-1" ? "no answer" : null };

        var report = await RunAsync(releases);

        Assert.Equal((RolloutOutcome.NotBegun, 0), (report.Outcome, releases.Acts.Count));
        Assert.All(report.Regions, region => Assert.Equal(RegionResult.NotTouched, region.Result));
    }

    [Theory]
    [InlineData("prepare", RolloutOutcome.NotBegun, "prepare")]
    [InlineData("put us-east-1", RolloutOutcome.WentBack, "prepare, put us-east-1, back us-east-1")]
    [InlineData("finish", RolloutOutcome.Stuck, "prepare, put us-east-1, put sa-east-1, finish")]
    public async Task AnActThatFails_EndsIt_WhereItIs(string act, RolloutOutcome outcome, string acts)
    {
        var releases = new ScriptedReleases { Failing = [act] };

        var report = await RunAsync(releases);

        Assert.Equal(outcome, report.Outcome);
        Assert.Equal(acts, string.Join(", ", releases.Acts));
        Assert.Contains($"{act} failed.", report.Sentence);
    }

    [Theory]
    [InlineData("back us-east-1")] // it cannot go back
    [InlineData("nothing")] // it did, and is still not well
    public async Task ARegion_ThatIsNotWellAgain_NeedsAPerson(string failing)
    {
        var broken = false;
        var releases = new ScriptedReleases { Failing = [failing], Probe = (_, isReleased) => (broken |= isReleased) ? "no answer" : null };

        var report = await RunAsync(releases);

        Assert.Equal(RolloutOutcome.Stuck, report.Outcome);
        Assert.Contains("./appointments region drain us-east-1", report.Sentence);
        Assert.Equal([RegionResult.NotBack, RegionResult.NotTouched], report.Regions.Select(region => region.Result));
        Assert.DoesNotContain("put sa-east-1", releases.Acts);
    }
}
