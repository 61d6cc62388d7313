using System.Collections.Immutable;
using Appointments.Drills.Checking;
using Appointments.Drills.Load;

namespace Appointments.Tests.Drills;

/// <summary>Each promise broken once, in a history that is healthy without it.</summary>
public sealed class HistoryCheckerTests
{
    private static readonly Story Healthy = Story.Empty
        .Registered("a").Changed("a", "confirmed").Changed("a", "checked-in")
        .Registered("b", "CL", "room").Registered("c", "CL", "room")
        .Registered("d").Conflicting("d", "cancelled", "confirmed")
        .Was(Told.Refused, "a", "no-show").Was(Told.Refused, "e").Was(Told.Unknown, "f").Was(Told.Accepted, "a", "confirmed")
        .Listed();

    private static readonly Dictionary<string, (FindingKind Kind, string[] Ids, Func<Story, Story> Spoil)> Breaks = new()
    {
        ["an accepted registration is nowhere"] = (FindingKind.Lost, ["b"], story => Drop(story, "b")),
        ["accepted for other facts, and quarantine has not kept it"] = (FindingKind.Lost, ["b"], story => story.Was(Told.Accepted, "b", country: "PE")),
        ["accepted for other facts twice, and quarantine has kept one"] = (FindingKind.Lost, ["b"], story => Displaced(story).Was(Told.Accepted, "b", country: "BO")),
        ["an accepted change is nowhere"] = (FindingKind.Lost, ["a"], story => story.AlterRow("a", "confirmed", _ => null)),
        ["a refused registration is there"] = (FindingKind.RefusedIsThere, ["e"], story => story.Alter("e", _ => story.Regions[0].Appointments["c"] with { Id = "e" })),
        ["a refused registration is in quarantine"] = (FindingKind.RefusedIsThere, ["e"], story => story.Alter("e", seen => seen with { SetAside = [new("why", Story.Us)] })),
        ["a refused change is there"] = (FindingKind.RefusedIsThere, ["a"], story => story.Alter("a", seen => seen with { Rows = seen.Rows.Add(Row("no-show", "confirmed", "x", Story.Sa) with { Overruled = true }) })),
        ["a change that nobody asked for"] = (FindingKind.NeverAsked, ["c"], story => story.Alter("c", seen => seen with { Rows = seen.Rows.Add(Row("rejected", "requested", "x")) })),
        ["a row by a request that no client sent"] = (FindingKind.NeverAsked, ["c"], story => story.AlterRow("c", "requested", row => row with { RequestId = "x" })),
        ["other facts than were asked for"] = (FindingKind.NeverAsked, ["c"], story => story.Alter("c", seen => seen with { Country = "PE" })),
        ["two requested rows"] = (FindingKind.Doubled, ["c"], story => story.Alter("c", seen => seen with { Rows = [.. seen.Rows, .. seen.Rows] })),
        ["one request, two rows"] = (FindingKind.Doubled, ["a"], story => story.AlterRow("a", "checked-in", row => row with { RequestId = "request-2" })),
        ["listed twice"] = (FindingKind.Doubled, ["c"], story => story.AlterList(Story.Sa, list => [.. list, list.Single(entry => entry.Id == "c") with { Status = "rejected" }])),
        ["not in one region"] = (FindingKind.RegionsDiffer, ["c"], story => story.Alter("c", seen => SeenAppointment.Nowhere("c"), Story.Sa)),
        ["a row less in one region"] = (FindingKind.RegionsDiffer, ["d"], story => story.AlterRow("d", "confirmed", _ => null, Story.Sa)),
        ["another instant in one region"] = (FindingKind.RegionsDiffer, ["a"], story => story.AlterRow("a", "confirmed", row => row with { ChangedAt = row.ChangedAt.AddMilliseconds(1) }, Story.Sa)),
        ["another quarantine in one region"] = (FindingKind.RegionsDiffer, ["a"], story => story.Alter("a", seen => seen with { SetAside = [new("why", Story.Us)] }, Story.Sa)),
        ["the last change decides and not the rank"] = (FindingKind.WrongStatus, ["d"], story => story.Alter("d", seen => seen with { Status = "confirmed", ChangedAt = seen.Row("confirmed")!.ChangedAt, ChangedIn = Story.Sa })),
        ["the instant of another row"] = (FindingKind.WrongStatus, ["a"], story => story.Alter("a", seen => seen with { ChangedAt = seen.Row("confirmed")!.ChangedAt })),
        ["what led there is overruled"] = (FindingKind.WrongStatus, ["a"], story => story.AlterRow("a", "confirmed", row => row with { Overruled = true })),
        ["what did not lead there is not overruled"] = (FindingKind.WrongStatus, ["d"], story => story.AlterRow("d", "confirmed", row => row with { Overruled = false })),
        ["a move that the lifecycle does not allow"] = (FindingKind.ImpossibleHistory, ["a"], story => story.AlterRow("a", "checked-in", row => row with { PreviousStatus = "requested" })),
        ["a change after nothing"] = (FindingKind.ImpossibleHistory, ["a"], story => story.AlterRow("a", "checked-in", row => row with { PreviousStatus = null })),
        ["a registration after something"] = (FindingKind.ImpossibleHistory, ["c"], story => story.AlterRow("c", "requested", row => row with { PreviousStatus = "confirmed" })),
        ["a step is missing"] = (FindingKind.ImpossibleHistory, ["a"], story => story.AlterRow("a", "confirmed", _ => null)),
        ["two changes of one status in one region"] = (FindingKind.ImpossibleHistory, ["d"], story => story.AlterRow("d", "confirmed", row => row with { ChangedIn = Story.Us })),
        ["a registration that was written anew"] = (FindingKind.ImpossibleHistory, ["a"], story => story.AlterRow("a", "requested", row => row with { ChangedAt = row.ChangedAt.AddMinutes(6) })),
        ["accepted before and kept as after"] = (FindingKind.OutOfOrder, ["b", "c"], story => story.AlterRow("b", "requested", row => row with { ChangedAt = row.ChangedAt.AddSeconds(5) })),
        ["not listed"] = (FindingKind.ListDisagrees, ["c"], story => story.AlterList(Story.Us, list => [.. list.Where(entry => entry.Id != "c")])),
        ["listed with another status"] = (FindingKind.ListDisagrees, ["c"], story => story.AlterList(Story.Us, list => [.. list.Select(entry => entry.Id == "c" ? entry with { Status = "rejected" } : entry)])),
        ["listed and not there"] = (FindingKind.ListDisagrees, ["f"], story => story.AlterList(Story.Us, list => list.Add(list[0] with { Id = "f" }))),
        ["listed and never asked for"] = (FindingKind.NeverAsked, ["z"], story => story.AlterList(Story.Us, list => list.Add(list[0] with { Id = "z" }))),
    };

    public static TheoryData<string> EachBreak => [.. Breaks.Keys];

    [Fact]
    public void AHealthyHistory_HasNoFinding_AndItsConflictIsTold()
    {
        var verdict = Healthy.Check();

        Assert.Empty(verdict.Findings.Select(finding => finding.Sentence));
        Assert.True(verdict.Passed);
        Assert.Equal(new VerdictCounts(Accepted: 9, Refused: 2, Unknown: 1, Appointments: 6, Lost: 0, Delayed: 0, Doubled: 0, SetAside: 0, Conflicts: 1), verdict.Counts);
        Assert.Equal(new SeenConflict("d", "After requested: confirmed in sa-east-1 and cancelled in us-east-1; cancelled stands, the rest is overruled."), Assert.Single(verdict.Conflicts));
        Assert.Empty(verdict.Notes);
    }

    [Theory]
    [MemberData(nameof(EachBreak))]
    public void ABrokenPromise_IsFound_WithItsAppointments(string name)
    {
        var (kind, ids, spoil) = Breaks[name];

        var verdict = spoil(Healthy).Check();

        var finding = verdict.Findings.FirstOrDefault(finding => finding.Kind == kind);
        Assert.True(finding is not null, $"{name}: {string.Join("\n", verdict.Findings)}");
        Assert.Equal(ids, finding.AppointmentIds);
        Assert.Equal(ids, verdict.IdsOf(kind));
        Assert.False(verdict.Passed);
        Assert.Empty(verdict.Findings.SelectMany(other => other.AppointmentIds).Except(ids)); // nobody else is blamed
    }

    [Fact]
    public void EveryKindOfFinding_HasABreak() => Assert.Equal(Enum.GetValues<FindingKind>(), Breaks.Values.Select(each => each.Kind).Distinct().Order());

    [Fact]
    public void WhatHasNotArrived_IsDelayed_UntilTheRegionsHaveSettled()
    {
        var story = Drop(Drop(Healthy, "b"), "c", Story.Sa);

        var verdict = story.Check(settled: false);

        Assert.Empty(verdict.Findings);
        Assert.Equal<string>(["b", "c"], verdict.Delayed);
        Assert.NotEmpty(verdict.Notes);
        Assert.Equal<string>(["b"], story.Check().IdsOf(FindingKind.Lost));
    }

    [Fact]
    public void AnAcceptedChange_IsLost_AlsoBeforeAllHasSettled() =>
        Assert.Equal<string>(["a"], Healthy.AlterRow("a", "checked-in", _ => null).Check(settled: false).IdsOf(FindingKind.Lost));

    [Fact]
    public void WhatOnlyQuarantineHas_IsNotLost_AndIsNamed()
    {
        var verdict = Drop(Healthy, "b").Alter("b", seen => seen with { SetAside = [new("its message failed", Story.Us)] }).Check();

        Assert.Empty(verdict.Findings);
        Assert.Equal<string>(["b"], verdict.SetAside);
    }

    [Fact]
    public void WhatWasAcceptedForOtherFacts_AndIsInQuarantine_IsNotLost_AndIsTold()
    {
        var verdict = Displaced(Healthy).Check();

        Assert.Empty(verdict.Findings.Select(finding => finding.Sentence));
        Assert.Contains(verdict.Conflicts, conflict => conflict.AppointmentId == "b" && conflict.Sentence.Contains("stands for CL"));
    }

    [Fact]
    public void WhatAClientDoesNotKnow_MayBeThereOrNot()
    {
        var there = Story.Empty.Registered("g").Was(Told.Unknown, "g");
        var unknown = there with { Observations = [there.Observations[1]] }; // the row's request is one of which no client heard

        Assert.Empty(unknown.Listed().Check().Findings);
        Assert.Empty(Story.Empty.Was(Told.Unknown, "g").Listed().Check().Findings);
    }

    [Fact]
    public void ASighting_IsAFinding_UnlessItsEarlierOneWasSetAside()
    {
        var sighting = new OrderSighting(Story.Us, "CL", "b", "c", Story.Begin);

        Assert.Equal<string>(["b", "c"], Healthy.Check(true, sighting).IdsOf(FindingKind.OutOfOrder));
        Assert.Empty(Healthy.Alter("b", seen => seen with { SetAside = [new("why", Story.Us)] }).Check(true, sighting).IdsOf(FindingKind.OutOfOrder));
    }

    [Fact]
    public void AListThatWasNotReadToItsEnd_IsNotBlamedForWhatItLacks_AndThatIsSaid()
    {
        var story = Healthy.AlterList(Story.Us, _ => []) with { };
        var verdict = (story with { Regions = [.. story.Regions.Select(region => region with { ListedWhole = false })] }).Check();

        Assert.Empty(verdict.Findings);
        Assert.Equal(2, verdict.Notes.Length);
    }

    /// <summary>b is lost by a mistake, from every region.</summary>
    [Theory]
    [InlineData(true, false, "", "b")]    // lost, and too late for the backup: gone, and named
    [InlineData(true, true, "b", "")]     // the backup had it, so it should be there again
    [InlineData(false, false, "b", "")]   // the mistake did not take it: somebody else did
    public void WhatAMistakeTook_IsGoneOrLost_ByWhatTheBackupHad(bool taken, bool kept, string lost, string gone)
    {
        ImmutableHashSet<(string, string)> b = [("b", Law.Requested)];

        var verdict = Check(Drop(Healthy, "b"), new Mistake(taken ? b : [], kept ? b : []));

        Assert.Equal(lost, string.Join(' ', verdict.IdsOf(FindingKind.Lost)));
        Assert.Equal(gone, string.Join(' ', verdict.Gone.Select(write => write.AppointmentId)));
        Assert.Equal(lost is "", verdict.Passed);
    }

    [Fact]
    public void AChangeThatCameAfterTheBackup_IsGone_WhereTheMistakeTookIt_AndTheRestOfItsAppointmentIsNot()
    {
        var story = Healthy.AlterRow("a", "checked-in", _ => null).Alter("a", seen => seen with { Status = "confirmed", ChangedAt = seen.Row("confirmed")!.ChangedAt }).Listed();
        var took = new[] { Law.Requested, "confirmed", "checked-in" }.Select(status => ("a", status)).ToImmutableHashSet();

        var verdict = Check(story, new Mistake(took, took.Remove(("a", "checked-in"))));

        Assert.Empty(verdict.Findings.Select(finding => finding.Sentence));
        var gone = Assert.Single(verdict.Gone);
        Assert.Equal(("a", "checked-in"), (gone.AppointmentId, gone.Status));
    }

    [Fact]
    public void ASightingOfWhatTheMistakeTook_IsNoFinding()
    {
        var sighting = new OrderSighting(Story.Us, "CL", "b", "c", Story.Begin);

        Assert.Empty(Check(Healthy, new Mistake([("b", Law.Requested)], [("b", Law.Requested)]), sighting).Findings);
        Assert.Single(Check(Healthy, new Mistake([("c", Law.Requested)], []), sighting).Findings);
    }

    private static Verdict Check(Story story, Mistake mistake, params OrderSighting[] sightings) => HistoryChecker.Check(story.Observations, story.Regions, settled: true, sightings, mistake);

    /// <summary>b is registered for another country too, and quarantine keeps that.</summary>
    private static Story Displaced(Story story) => story.Was(Told.Accepted, "b", country: "PE").Alter("b", seen => seen with { SetAside = [new("another registration of this id stands", Story.Us)] });

    private static Story Drop(Story story, string id, string? only = null) => (story.Alter(id, _ => SeenAppointment.Nowhere(id), only) is var without && only is null
        ? without.AlterList(Story.Us, Without(id)) : without).AlterList(Story.Sa, Without(id));

    private static Func<ImmutableArray<SeenListing>, ImmutableArray<SeenListing>> Without(string id) => list => [.. list.Where(entry => entry.Id != id)];

    private static SeenRow Row(string status, string previous, string request, string region = Story.Us) => new(status, previous, Story.Begin, region, request, Overruled: false);
}
