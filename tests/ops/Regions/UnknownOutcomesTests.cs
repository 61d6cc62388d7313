using Appointments.Regions;
using Microsoft.Extensions.Time.Testing;
using static Appointments.Regions.RegionOutcomeKind;

namespace Appointments.Tests.Regions;

/// <summary>Drains and restores of which nobody knows what came, and those that a wrong clock keeps from being tried.</summary>
public sealed class UnknownOutcomesTests
{
    private readonly ScriptedRegions regions = new();
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));

    private Task<RegionOutcome> DrainAsync(string region, bool evenTheLast = false, bool emergency = false) =>
        new RegionOperations(regions, clock).DrainAsync(new DrainOrder(region, "ana@clinic", "a drill", evenTheLast, emergency), CancellationToken.None);

    private Task<RegionOutcome> RestoreAsync(string region, bool despiteBacklog = false) =>
        new RegionOperations(regions, clock).RestoreAsync(new RestoreOrder(region, "luz@clinic", "mended", despiteBacklog), CancellationToken.None);

    /// <summary>A write that nobody answered may have been applied: what is not known is not denied, and who did it is kept.</summary>
    [Fact]
    public async Task ADrain_MayBeDone_WhereNeitherTheRegionNorItsWatcherAnswers_AndIsRecordedWhereATableDoes()
    {
        regions.Silent.UnionWith(["us-east-1", "sa-east-1"]);

        var outcome = await DrainAsync("us-east-1", emergency: true);

        Assert.Equal(NotDone, outcome.Kind);
        Assert.StartsWith("us-east-1 may be drained: nobody knows whether its own table or that of sa-east-1, which watches it, took it. eu-west-1 did, and replication passes it on. Look (region status), and say it again. "
            + "us-east-1 and sa-east-1 did not answer", outcome.Sentence);
        Assert.Equal((clock.GetUtcNow(), RegionActKind.Drain, "ana@clinic"), Assert.Single(regions.ActsIn("eu-west-1").Select(act => (act.At, act.Kind, act.By))));
    }

    /// <summary>All fall silent behind the look.</summary>
    [Fact]
    public async Task ADrain_MayBeDone_WhereNoTableAnswers()
    {
        regions.Marking = (_, _) =>
        {
            regions.Silent.UnionWith(["us-east-1", "sa-east-1", "eu-west-1"]);
            return Task.CompletedTask;
        };

        var outcome = await DrainAsync("us-east-1", evenTheLast: true);

        Assert.Equal(NotDone, outcome.Kind);
        Assert.StartsWith("us-east-1 may be drained: nobody knows whether its own table or that of sa-east-1, which watches it, took it. Look (region status), and say it again.", outcome.Sentence);
    }

    [Fact]
    public async Task ARestore_MayBeDone_WhereNeitherTheRegionNorItsWatcherAnswers()
    {
        await DrainAsync("us-east-1");
        regions.Silent.UnionWith(["us-east-1", "sa-east-1"]);

        var outcome = await RestoreAsync("us-east-1", despiteBacklog: true);

        Assert.Equal(NotDone, outcome.Kind);
        Assert.StartsWith("us-east-1 may be restored: nobody knows whether its own table or that of sa-east-1, which watches it, took it. eu-west-1 did,", outcome.Sentence);
        Assert.Equal([RegionActKind.Drain, RegionActKind.Restore], regions.ActsIn("eu-west-1").Select(act => act.Kind));
    }

    /// <summary>Who restores after a bad hour is not to be told that nothing was to do, while the table that does not answer holds the mark.</summary>
    [Fact]
    public async Task ARestore_IsNotDone_WhileATableThatDoesNotAnswerMayHoldTheMark()
    {
        regions.Put("us-east-1", "us-east-1", "flood");
        regions.Silent.Add("us-east-1");

        var outcome = await RestoreAsync("us-east-1");

        Assert.Equal((NotDone, "us-east-1 is not drained by the tables that answer; one that does not may hold the mark still. us-east-1 did not answer: do it again when it does."), (outcome.Kind, outcome.Sentence));
        Assert.Empty(regions.ActsIn("sa-east-1"));
    }

    /// <summary>autoDrain compares the time of a restore, which is this machine's, with that of an alarm.</summary>
    [Theory]
    [InlineData(null, Done)]
    [InlineData(30, Done)]
    [InlineData(-30, Done)]
    [InlineData(31, Refused)]
    [InlineData(-31, Refused)]
    public async Task AMachineWhoseClockIsWrong_NeitherDrainsNorRestores(int? seconds, RegionOutcomeKind expected)
    {
        regions.Put("sa-east-1", "sa-east-1", "upgrade");
        regions.ClockAhead = seconds is { } ahead ? TimeSpan.FromSeconds(ahead) : null;

        var outcomes = new[] { await RestoreAsync("sa-east-1"), await DrainAsync("us-east-1") };

        Assert.All(outcomes, outcome => Assert.Equal(expected, outcome.Kind));
        Assert.Equal(expected is Refused, regions.Writes is 0);
    }

    [Fact]
    public async Task AnEmergency_DrainsWhateverTheClockSays()
    {
        regions.ClockAhead = TimeSpan.FromHours(2);

        Assert.Equal(Done, (await DrainAsync("us-east-1", emergency: true)).Kind);
    }

    [Fact]
    public async Task ARegionWhoseClockAloneIsWrong_IsDrained()
    {
        (regions.ClockAhead, regions.OtherClocksAhead) = (TimeSpan.FromHours(2), TimeSpan.Zero);

        Assert.Equal(Done, (await DrainAsync("eu-west-1")).Kind);
    }

    [Fact]
    public async Task AWrongClock_IsSaid_WithWhatItSays_AndWhatToDo()
    {
        regions.ClockAhead = TimeSpan.FromHours(2);

        var outcome = await DrainAsync("us-east-1");

        Assert.Equal("us-east-1 is not drained: this machine's clock says 2026-11-24 10:00:00Z, that of eu-west-1 2026-11-24 08:00:00Z, and the time of an act counts (autoDrain compares it). "
            + "Expected at most 30 s between them: set this machine's clock (timedatectl set-ntp true) and say it again.", outcome.Sentence);
    }
}
