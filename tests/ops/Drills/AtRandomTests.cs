using Appointments.Drills.Checking;
using CsCheck;

namespace Appointments.Tests.Drills;

/// <summary>Whatever happened legally passes, and whatever one thing is then taken away from one region does not.</summary>
public sealed class AtRandomTests
{
    private static readonly Gen<Story> Stories = Gen.Select(Gen.Int[0, 3], Gen.Bool, Gen.Int[0, 7].Array[0, 5]).Array[1, 6].Select(appointments => appointments.Index().Aggregate(Story.Empty, (story, each) =>
    {
        var ((schedule, conflict, choices), id) = (each.Item, $"id-{each.Index}");
        story = story.Registered(id, "PE", schedule == 0 ? null : $"room-{schedule}", schedule % 2 == 0 ? Story.Us : Story.Sa);
        foreach (var choice in choices)
        {
            var next = Law.After(story.Regions[0].Appointments[id].Status!);
            if (next.Length == 0)
                break;
            var (one, other) = (next[choice % next.Length], next[(choice + 1) % next.Length]);
            if (conflict && one != other)
                return story.Conflicting(id, Law.ByRank.First(status => status == one || status == other), Law.ByRank.Last(status => status == one || status == other));
            story = story.Changed(id, one, choice % 2 == 0 ? Story.Us : Story.Sa);
        }

        return story;
    }).Listed());

    [Fact]
    public void ALegalHistory_HasNoFinding() => Stories.Sample(story => Assert.Empty(story.Check().Findings.Select(finding => finding.Sentence)), iter: 2_000);

    [Fact]
    public void ARowThatIsGone_InOneRegionOrInAll_IsFound() => Gen.Select(Stories, Gen.Int[0, 100], Gen.Int[0, 100], Gen.Int[0, 2]).Sample((story, which, row, where) =>
    {
        var ids = story.Regions[0].Appointments.Keys.Order(StringComparer.Ordinal).ToArray();
        var id = ids[which % ids.Length];
        var rows = story.Regions[0].Appointments[id].Rows;
        var spoiled = story.AlterRow(id, rows[row % rows.Length].Status, _ => null, where switch { 0 => Story.Us, 1 => Story.Sa, _ => null });

        Assert.Contains(spoiled.Check().Findings, finding => finding.AppointmentIds.SequenceEqual([id]));
    }, iter: 2_000);

    [Fact]
    public void AStatusThatIsNotTheHighest_IsFound_WhateverTheInstants() => Gen.Select(Stories, Gen.Int[0, 100]).Sample((story, row) =>
    {
        foreach (var (id, seen) in story.Regions[0].Appointments.Where(each => each.Value.Rows.Length > 1))
        {
            var others = seen.Rows.Where(each => each.Status != seen.Status).ToArray();
            var wrong = others[row % others.Length];
            var spoiled = story.Alter(id, before => before with { Status = wrong.Status, ChangedAt = wrong.ChangedAt, ChangedIn = wrong.ChangedIn });

            Assert.Contains(id, spoiled.Check().IdsOf(FindingKind.WrongStatus));
        }
    }, iter: 2_000);
}
