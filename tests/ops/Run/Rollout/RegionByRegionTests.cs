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
        Assert.Equal(["prepare", "put us-east-1", "put sa-east-1", "put all", "keep"], releases.Acts);
        Assert.All(report.Regions, region => Assert.Equal((RegionResult.Updated, null), (region.Result, region.Problem)));
    }

    [Fact]
    public async Task ARegion_ThatIsWatchedForLessThanTheSoak_IsNotLeft()
    {
        var looks = 0;
        var releases = new ScriptedReleases { Probe = (_, isReleased) => { looks += isReleased ? 1 : 0; return null; } };

        await RunAsync(releases);

        Assert.InRange(looks, 30, 180); // 30 s each, and as long at the edge, at 1 s a reading of the clock
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

    /// <summary>As after a bad release that reached both: what mends them must be let in.</summary>
    [Fact]
    public async Task RegionsThatAreIllAlready_GetWhatMendsThem_IfOneInsists()
    {
        var releases = new ScriptedReleases { Probe = (_, isReleased) => isReleased ? null : "GET /health was answered 503." };

        Assert.Equal(RolloutOutcome.Done, (await RunAsync(releases, despiteAlarms: true)).Outcome);
    }

    [Theory]
    [InlineData("prepare", RolloutOutcome.NotBegun, "prepare")]
    [InlineData("put us-east-1", RolloutOutcome.WentBack, "prepare, put us-east-1, back us-east-1")]
    [InlineData("put all", RolloutOutcome.WentBack, "prepare, put us-east-1, put sa-east-1, put all, back all")]
    public async Task AnActThatFails_EndsIt_WhereItIs(string act, RolloutOutcome outcome, string acts)
    {
        var releases = new ScriptedReleases { Failing = [act] };

        var report = await RunAsync(releases);

        Assert.Equal(outcome, report.Outcome);
        Assert.Equal(acts, string.Join(", ", releases.Acts));
        Assert.Contains($"{act} failed.", report.Sentence);
    }

    [Fact]
    public async Task WhatBuildsOnTheRegions_IsTriedThroughTheEdge_AndTakesEverythingBack()
    {
        var releases = new ScriptedReleases { Probe = (region, isReleased) => isReleased && region is ScriptedReleases.All ? "POST was answered 403." : null };

        var report = await RunAsync(releases);

        Assert.Equal(RolloutOutcome.WentBack, report.Outcome);
        Assert.Equal(["prepare", "put us-east-1", "put sa-east-1", "put all", "back all"], releases.Acts); // the way back is kept
        Assert.StartsWith("Everything runs again what it ran before", report.Sentence);
        Assert.All(report.Regions, region => Assert.Equal((RegionResult.WentBack, "POST was answered 403."), (region.Result, region.Problem)));
        Assert.Equal(["us-east-1", "sa-east-1"], report.Regions.Select(region => region.Region));
    }

    [Fact]
    public async Task AnAlarm_AfterTheLastStep_TakesEverythingBack_ButNotOneThatStoodBefore()
    {
        var standing = new ScriptedReleases { Alarms = (region, _) => region is ScriptedReleases.All ? ["edge-firewall"] : [] };
        var raised = new ScriptedReleases { Alarms = (region, isReleased) => isReleased && region is ScriptedReleases.All ? ["sa-east-1-health"] : [] };

        var (kept, gone, refused) = (await RunAsync(standing, despiteAlarms: true), await RunAsync(raised), await RunAsync(new ScriptedReleases { Alarms = standing.Alarms }));

        Assert.Equal((RolloutOutcome.Done, RolloutOutcome.WentBack, RolloutOutcome.NotBegun), (kept.Outcome, gone.Outcome, refused.Outcome));
        Assert.Contains("sa-east-1-health", gone.Sentence);
    }

    [Theory]
    [InlineData("back all")]
    [InlineData("nothing")]
    public async Task WhatBuildsOnTheRegions_ThatIsNotWellAgain_NeedsAPerson_WhoIsToldWhatToType(string failing)
    {
        var broken = false;
        var releases = new ScriptedReleases { Failing = [failing], Probe = (region, isReleased) => (broken |= isReleased && region is ScriptedReleases.All) && region is ScriptedReleases.All ? "no answer" : null };

        var report = await RunAsync(releases);

        Assert.Equal(RolloutOutcome.Stuck, report.Outcome);
        Assert.Contains("type this.", report.Sentence);
        Assert.All(report.Regions, region => Assert.Equal(RegionResult.NotBack, region.Result));
        Assert.DoesNotContain("keep", releases.Acts);
    }

    [Fact]
    public async Task AWayBackThatCannotBeTakenAway_IsNoReason_ToCallTheReleaseBad() =>
        Assert.Equal(RolloutOutcome.Done, (await RunAsync(new ScriptedReleases { Failing = ["keep"] })).Outcome);

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
