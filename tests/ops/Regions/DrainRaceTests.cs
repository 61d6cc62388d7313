using System.Collections.Immutable;
using Appointments.Regions;
using Microsoft.Extensions.Time.Testing;
using static Appointments.Regions.RegionOutcomeKind;

namespace Appointments.Tests.Regions;

/// <summary>Two people, or a person and autoDrain, drain at the same time. The third region does not serve, where a test does not say that it does.</summary>
public sealed class DrainRaceTests
{
    private const string Near = "us-east-1", Far = "sa-east-1", Third = "eu-west-1";

    private readonly ScriptedRegions regions = new() { Sick = { Third } };
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));

    private Task<RegionOutcome> DrainAsync(string region, string by = "ana@clinic", bool evenTheLast = false) =>
        new RegionOperations(regions, clock).DrainAsync(new DrainOrder(region, by, "flood", evenTheLast, Emergency: true), CancellationToken.None);

    private bool IsDrained(string region) => new[] { Near, Far, Third }.Any(observer => regions[observer, region] is not null);

    /// <summary>Once, before the table takes the mark of <see cref="Near"/>.</summary>
    private void Meanwhile(string observer, Action happens)
    {
        var once = happens;
        regions.Marking = (at, region) =>
        {
            if ((at, region) == (observer, Near))
                (Interlocked.Exchange(ref once, () => { }))();
            return Task.CompletedTask;
        };
    }

    /// <summary>Both have looked before either writes; each table takes the mark of the one that comes first to it, as the row says, and both look again only when both have written.</summary>
    [Theory]
    [InlineData(Near, Far, Near)]
    [InlineData(Far, Near, Far)]
    [InlineData(Near, Near, Far)]
    [InlineData(Near, Near, Near)]
    [InlineData(Far, Far, Far)]
    public async Task OfTwoDrainsAtTheSameTime_AtMostOneStands_WhicheverTableTakesWhich(string firstAtNear, string firstAtFar, string firstAtThird)
    {
        var first = new Dictionary<string, string> { [Near] = firstAtNear, [Far] = firstAtFar, [Third] = firstAtThird };
        var (begun, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        regions.Marking = (observer, region) => first[observer] == region ? begun.Task : second.Task;
        var drains = new[] { DrainAsync(Near), DrainAsync(Far, "luz@clinic") };
        begun.SetResult();
        second.SetResult();

        var outcomes = await Task.WhenAll(drains);

        Assert.NotEqual([Done, Done], outcomes.Select(outcome => outcome.Kind));
        Assert.Equal(outcomes.Select(outcome => outcome.Kind is Done), new[] { IsDrained(Near), IsDrained(Far) });
        Assert.All(outcomes.Where(outcome => outcome.Kind is not Done), outcome => Assert.Contains("was drained at the same time by ", outcome.Sentence));
    }

    [Fact]
    public async Task ADrain_IsTakenBack_AndSaysWhoWasFirst_WhereItWouldLeaveNone()
    {
        Meanwhile(Near, () => regions.Put(Far, Far, "autoDrain: 5xx")); // in one table: the two others take this one

        var outcome = await DrainAsync(Near);

        Assert.Equal((Refused, false, true), (outcome.Kind, IsDrained(Near), IsDrained(Far)));
        Assert.Equal([TableAnswerKind.Written, TableAnswerKind.Overtaken, TableAnswerKind.Written], outcome.Tables.Select(table => table.Kind));
        Assert.Equal("us-east-1 is not drained: sa-east-1 was drained at the same time by before@here (autoDrain: 5xx), and no other region serves. Its mark was taken back. "
            + "Look now (region status): where that drain was taken back as well, say this one again; else restore the other first, or insist by name: --even-the-last us-east-1.", outcome.Sentence);
        Assert.Equal([(RegionActKind.Drain, "flood"), (RegionActKind.Restore, "taken back: sa-east-1 was drained at the same time by before@here (autoDrain: 5xx)")],
            regions.ActsIn(Third).Select(act => (act.Kind, act.Reason)));
    }

    [Fact]
    public async Task ADrain_ThatNoTableTook_IsNoAct()
    {
        Meanwhile(Near, () => Array.ForEach([Near, Far, Third], observer => regions.Put(observer, Far, "upgrade")));

        var outcome = await DrainAsync(Near);

        Assert.Equal((Refused, 0), (outcome.Kind, regions.ActsIn(Third).Count));
        Assert.Contains("Nothing was written.", outcome.Sentence);
    }

    /// <summary>Whoever insists has said that none need be left.</summary>
    [Fact]
    public async Task ADrain_ThatInsists_Stands()
    {
        Meanwhile(Near, () => regions.Put(Far, Far, "upgrade"));

        Assert.Equal((Done, true), ((await DrainAsync(Near, evenTheLast: true)).Kind, IsDrained(Near)));
    }

    [Fact]
    public async Task ADrain_IsInEveryTable_WhereAThirdRegionServesOn()
    {
        regions.Sick.Clear();
        Meanwhile(Near, () => regions.Put(Far, Far, "upgrade"));

        var outcome = await DrainAsync(Near);

        Assert.Equal((Done, 3), (outcome.Kind, outcome.Tables.Count(table => table.Kind is TableAnswerKind.Written)));
    }

    [Fact]
    public async Task ADrain_IsInEveryTable_WhereTheOtherWasTakenBack()
    {
        Meanwhile(Near, () => regions.Put(Far, Far, "upgrade"));
        var looks = 0;
        regions.Looked = () => { if (++looks is 2) regions.Take(Far, Far); };

        var outcome = await DrainAsync(Near);

        Assert.Equal((Done, 3), (outcome.Kind, outcome.Tables.Count(table => table.Kind is TableAnswerKind.Written)));
    }

    /// <summary>The table that said so does not answer the second look: what it said stands.</summary>
    [Fact]
    public async Task AMarkThatCannotBeTakenBack_IsSaid_AndWhatToType()
    {
        Meanwhile(Near, () => regions.Put(Far, Far, "upgrade"));
        var looks = 0;
        regions.Looked = () => { if (++looks is 2) regions.Silent.UnionWith([Far, Near]); };

        var outcome = await DrainAsync(Near);

        Assert.Equal(Refused, outcome.Kind);
        Assert.Contains("sa-east-1 was drained at the same time, by whom its table does not answer any more", outcome.Sentence);
        Assert.Contains("Its mark may stand in us-east-1 and sa-east-1 still: when those tables answer, region restore us-east-1 --despite-backlog.", outcome.Sentence);
    }

    [Fact]
    public async Task SomebodyElsesMark_IsNotTakenBack()
    {
        Meanwhile(Near, () =>
        {
            regions.Put(Near, Near, "upgrade");
            regions.Put(Far, Far, "upgrade");
        });

        await DrainAsync(Near);

        Assert.Equal((true, false), (regions[Near, Near] is not null, regions[Third, Near] is not null));
    }

    /// <summary>It was drained before, by a drain that stands: it is not this one's to take back.</summary>
    [Fact]
    public async Task ARepeatedDrain_ThatIsOvertaken_SaysThatNoneIsLeft()
    {
        regions.Put(Near, Near, "upgrade");
        Meanwhile(Near, () => regions.Put(Far, Far, "flood"));

        var outcome = await DrainAsync(Near);

        Assert.Equal((Done, true), (outcome.Kind, IsDrained(Near)));
        Assert.Contains("The table of sa-east-1 did not take it, because sa-east-1 is drained there", outcome.Sentence);
        Assert.Contains("No other region is in service any more: sa-east-1 was drained at the same time by before@here (flood). Restore one.", outcome.Sentence);
    }
}
