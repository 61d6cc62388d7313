using System.Collections.Immutable;
using Appointments.Domain;
using Appointments.Domain.Draining;
using Appointments.Tests.TestKit;
using Microsoft.Extensions.Time.Testing;
using static Appointments.Domain.Draining.AutoDrainOutcome;

namespace Appointments.Tests.Domain.Draining;

/// <summary>The function of sa-east-1, which watches us-east-1.</summary>
public sealed class AutoDrainTests
{
    private const string Own = "sa-east-1", Watched = "us-east-1", Third = "eu-west-1";
    private readonly FakeTimeProvider clock = new(AppointmentBuilder.Noon);
    private readonly CountingMetrics metrics = new();
    private readonly RegionTablesInMemory tables = new([Watched, Own, Third]);
    private readonly AlarmNotesInMemory notes = new();
    private bool healthy = true;
    private bool dryRun;

    private Task<AutoDrainAnswer> HearAsync(string region, bool raised = true, TimeSpan? ago = null) =>
        new AutoDrain(notes, tables, new Health(() => healthy), metrics, clock, new AutoDrainDuty(Own, Watched, dryRun))
            .HearAsync(new AlarmNotice(region, $"{region}-client-5xx", raised, clock.GetUtcNow() - (ago ?? TimeSpan.FromMinutes(1))), CancellationToken.None);

    private static DateTimeOffset Noon => AppointmentBuilder.Noon;

    [Fact]
    public async Task AnAlarm_DrainsTheWatchedRegion_AndSaysWhy()
    {
        var answer = await HearAsync(Watched);

        Assert.Equal(Drained, answer.Outcome);
        Assert.Equal("autoDrain drained us-east-1 at 12:00 UTC, because its alarm us-east-1-client-5xx was raised at 11:59 UTC (its clients get errors by its fault) and sa-east-1 is healthy. "
            + "It stays so until a person restores it: ./appointments region restore us-east-1", answer.Sentence);
        var claim = Assert.Single(tables.Claims);
        Assert.Equal((Watched, Noon, Noon.AddMinutes(-1)), (claim.Region, claim.At, claim.AlarmRaisedAt));
        Assert.Equal<RegionRecord>([RegionRecord.Untouched(Own), RegionRecord.Untouched(Third)], claim.Others);
        Assert.Contains("its alarm us-east-1-client-5xx was raised at 11:59 UTC", claim.Reason);
        Assert.Equal(1, metrics.Of(Counted.RegionDrained));
    }

    [Fact]
    public async Task ADryRun_SaysWhatItWouldHaveDone_AndWritesNothing()
    {
        dryRun = true;

        var answer = await HearAsync(Watched);

        Assert.Equal(WouldDrain, answer.Outcome);
        Assert.StartsWith("autoDrain would have drained us-east-1 at 12:00 UTC, because its alarm us-east-1-client-5xx was raised at 11:59 UTC", answer.Sentence);
        Assert.Empty(tables.Claims);
        Assert.Equal((0, 1), (metrics.Of(Counted.RegionDrained), metrics.Of(Counted.RegionWouldBeDrained)));
    }

    [Fact]
    public async Task AnAlarmThatIsOver_DrainsNobody_AndLeavesWhatIsDrained()
    {
        await HearAsync(Watched, ago: TimeSpan.FromMinutes(2));

        var answer = await HearAsync(Watched, raised: false);

        Assert.Equal(Nothing, answer.Outcome);
        Assert.NotNull(tables.Of(Own, Watched).DrainedAt);
    }

    [Fact]
    public async Task AnAlarm_ThatComesAfterItsEnd_DrainsNobody()
    {
        await HearAsync(Watched, raised: false, ago: TimeSpan.FromMinutes(1));

        Assert.Equal(Nothing, (await HearAsync(Watched, ago: TimeSpan.FromMinutes(2))).Outcome);
        Assert.Empty(tables.Claims);
    }

    [Fact]
    public async Task AnotherRegionsAlarm_IsNoBusinessOfThisOne()
    {
        Assert.Equal(Nothing, (await HearAsync(Third)).Outcome);
        Assert.Null(await notes.LastAsync(Third, CancellationToken.None));
    }

    [Theory]
    [InlineData(15 * 60, Drained)]
    [InlineData((15 * 60) + 1, NotDrained)]
    public async Task AnAlarm_DrainsWithinFifteenMinutes_OrIsLeftToPeople(int secondsAgo, AutoDrainOutcome outcome) =>
        Assert.Equal(outcome, (await HearAsync(Watched, ago: TimeSpan.FromSeconds(secondsAgo))).Outcome);

    [Fact]
    public async Task ARegionWhoseOwnClientsGetErrors_DrainsNobody_UntilThatIsOver()
    {
        await HearAsync(Own, ago: TimeSpan.FromMinutes(3));

        var during = await HearAsync(Watched, ago: TimeSpan.FromMinutes(2));
        Assert.Equal(NotDrained, during.Outcome);
        Assert.Empty(tables.Claims);

        var after = await HearAsync(Own, raised: false);
        Assert.Equal(Drained, after.Outcome);
        Assert.Equal(1, metrics.Of(Counted.RegionNotDrained));
    }

    /// <summary>The notice that its alarm is over may be lost: that must not keep the peer from being drained for ever.</summary>
    [Theory]
    [InlineData(6 * 60 * 60, NotDrained)]
    [InlineData((6 * 60 * 60) + 1, Drained)]
    public async Task ItsOwnAlarm_CountsForSixHours_AndIsSaidToBeLeftOutThen(int secondsAgo, AutoDrainOutcome outcome)
    {
        await HearAsync(Own, ago: TimeSpan.FromSeconds(secondsAgo));

        var answer = await HearAsync(Watched);

        Assert.Equal(outcome, answer.Outcome);
        Assert.Equal(outcome is Drained, answer.Sentence.Contains("(its own alarm of 05:59 UTC is more than 6 hours old, and nobody has said that it is over: left out)"));
    }

    [Fact]
    public async Task ARegion_ThatDoesNotServe_AsksAgain()
    {
        healthy = false;

        Assert.Equal(Undecided, (await HearAsync(Watched)).Outcome);
        Assert.Empty(tables.Claims);
    }

    [Theory]
    [InlineData(Watched)]
    [InlineData(Own)]
    [InlineData(Third)]
    public async Task ATableThatDoesNotAnswer_DrainsNobody(string silent)
    {
        tables.Silent.Add(silent);

        var answer = await HearAsync(Watched);

        Assert.Equal(Undecided, answer.Outcome);
        Assert.Contains($"the table of {silent} did not answer", answer.Sentence);
        Assert.Empty(tables.Claims);
    }

    [Fact]
    public async Task TablesThatDoNotSayTheSame_DrainNobody()
    {
        tables.Put(Third, new RegionRecord(Own, null, Noon.AddHours(-1)));

        Assert.Equal(Undecided, (await HearAsync(Watched)).Outcome);
        Assert.Empty(tables.Claims);
    }

    [Theory]
    [InlineData(Own)]
    [InlineData(Third)]
    public async Task WhereAnotherRegionIsDrained_ASecondIsAPersonsDecision(string away)
    {
        tables.PutEverywhere(new RegionRecord(away, Noon.AddHours(-1), null));

        var answer = await HearAsync(Watched);

        Assert.Equal(NotDrained, answer.Outcome);
        Assert.Contains($"{away} is, since 11:00 UTC", answer.Sentence);
        Assert.Empty(tables.Claims);
    }

    [Fact]
    public async Task ARegionThatIsDrained_IsLeftAsItIs()
    {
        tables.PutEverywhere(new RegionRecord(Watched, Noon.AddHours(-1), null));

        Assert.Equal(Nothing, (await HearAsync(Watched)).Outcome);
        Assert.Empty(tables.Claims);
    }

    [Theory]
    [InlineData(-61, Drained)]
    [InlineData(-60, NotDrained)] // the alarm's own moment: who restores then has seen it
    [InlineData(0, NotDrained)]
    public async Task ARegionThatAPersonRestoredSinceTheAlarm_IsNotDrainedAgain(int restoredSecondsFromNow, AutoDrainOutcome outcome)
    {
        tables.PutEverywhere(new RegionRecord(Watched, null, Noon.AddSeconds(restoredSecondsFromNow)));

        Assert.Equal(outcome, (await HearAsync(Watched, ago: TimeSpan.FromSeconds(60))).Outcome);
    }

    [Fact]
    public async Task AClaimThatCameSecond_AsksAgain()
    {
        tables.ClaimsAreLost = true;

        Assert.Equal(Undecided, (await HearAsync(Watched)).Outcome);
        Assert.Equal(0, metrics.Of(Counted.RegionDrained));
    }

    private sealed class Health(Func<bool> answers) : IOwnHealth
    {
        public Task<bool> AnswersAsync(CancellationToken cancel) => Task.FromResult(answers());
    }
}
