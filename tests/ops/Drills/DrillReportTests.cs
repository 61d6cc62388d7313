using System.Collections.Immutable;
using System.Globalization;
using Appointments.Drills.Checking;
using Appointments.Drills.Evidence;
using Appointments.Drills.Experiments;
using Appointments.Drills.Running;
using static Appointments.Drills.Evidence.FigureNames;

namespace Appointments.Tests.Drills;

/// <summary>The figures of a drill, and the judgement on them.</summary>
public sealed class DrillReportTests
{
    [Theory]
    [InlineData(TimeToDetect, 6.0)]            // fault at 20, first sample without the region at 26
    [InlineData(TimeToMove, 4.0)]              // the last write that the region took was sent at 20, the next one was taken at 30
    [InlineData(TimeToRecover, 10.0)]          // the last failure was sent at 29, the next request at 30
    [InlineData(TimeToSettle, 3.0)]            // 60 to 63
    [InlineData(Failed, 9.0)]                  // 21 to 29
    [InlineData(FailedAfterRecovery, 0.0)]
    [InlineData(Rpo, 3.5)]                     // the oldest withheld write was accepted at 17; the last that the region took was sent at 20 and answered at 20.5
    [InlineData(RpoRequests, 3.0)]
    [InlineData(Delayed, 2.0)]                 // drill-1 twice, drill-2
    [InlineData(Conflicts, 1.0)]
    [InlineData(P99Before, 119.0)]             // 100 to 119 ms
    [InlineData(P99During, 500.0)]
    [InlineData(WorstBacklog, 9.0)]            // 7 + 1 in the one, 1 + 0 in the other
    [InlineData(WorstLag, 12.5)]
    [InlineData(Lost, 0.0)]
    public void AFigure_IsMadeOfTheTwoInstantsThatItsMeaningNames(string figure, double expected)
    {
        var value = new MadeUpDrill().Report().Of(figure)!.Value;

        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData(0.999, false)]
    [InlineData(1, true)]
    public void AMachineThatStoodStill_IsToldBesideTheFigures_AndExcusesNothing(double seconds, bool told)
    {
        var drill = new MadeUpDrill { Punctuality = new(60, 1, TimeSpan.FromSeconds(seconds)) };

        var report = drill.Report(1, (TimeToRecover, 5));

        Assert.Equal(seconds, report.Of(WorstStall)!.Value);
        Assert.Equal(told, report.NotChecked.Any(note => note.Contains("stood still for up to 1.0 s")));
        Assert.False(report.Passed); // 10 s, however the machine was
    }

    [Fact]
    public void WhatWasOutOfOrderAfterDeadLetters_IsTold_AndIsNoFinding()
    {
        var report = new MadeUpDrill { AfterDeadLetters = [new(MadeUpDrill.Hit, "PE", "drill-1", "drill-2", MadeUpDrill.At(30))] }.Report();

        Assert.Contains("us-east-1 had drill-2 before drill-1, of one schedule, after messages had become dead letters there", Assert.Single(report.NotChecked));
        Assert.True(report.Passed, string.Join('\n', report.Reasons));
    }

    [Theory]
    [InlineData(MadeUpDrill.Hit, "PE", 30, true)]
    [InlineData(MadeUpDrill.Hit, "PE", 29, true)]
    [InlineData(MadeUpDrill.Hit, "PE", 31, false)] // became dead letters afterwards
    [InlineData(MadeUpDrill.Hit, "CL", 29, false)]
    [InlineData(MadeUpDrill.Hit, null, 29, false)]
    [InlineData(MadeUpDrill.Peer, "PE", 29, false)]
    public void DeadLettersOfItsRegionAndCountry_AndBefore_ExplainOrder(string region, string? country, int second, bool explained)
    {
        var sample = new SystemSample(MadeUpDrill.At(second), null, [new(region, true, 0, 0, country is null ? 0 : 1) { DeadIn = country is null ? [] : [country] }], []);

        Assert.Equal(explained, sample.ExplainsOrder(new(MadeUpDrill.Hit, "PE", "drill-1", "drill-2", MadeUpDrill.At(30))));
    }

    [Theory]
    [InlineData(0, false)]  // 20 requests before the fault
    [InlineData(1, true)]
    public void ABaselineOfFewRequests_IsToldBesideTheFigures(int without, bool told)
    {
        var drill = new MadeUpDrill();

        var report = (drill with { Requests = drill.Requests[without..] }).Report();

        Assert.Equal(told, report.NotChecked.Any(note => note.StartsWith("19 requests were sent before the fault")));
    }

    /// <summary>Recovery is a command from 40 to 41; clients who ask for what is lost meet no failure.</summary>
    [Fact]
    public void WhereRowsAreLost_TheRtoEndsWithThePuttingBack_AndTheRpoBeginsWithTheOldestWriteThatIsGone()
    {
        var drill = new MadeUpDrill { Backup = new BackupTerms("backup.jsonl", "lost-rows.jsonl"), Gone = [new("drill-9", "confirmed", MadeUpDrill.At(18)), new("drill-8", "requested", MadeUpDrill.At(16.5))] };

        var report = drill.Report();

        Assert.Equal((21, 3.5, 2), (report.Of(TimeToRecover)!.Value, report.Of(Rpo)!.Value, report.Of(RpoRequests)!.Value));
        Assert.Contains("drill-8", ReportPage.Of(report, drill.Record()));
        Assert.Equal((0, 0), ((drill with { Gone = [] }).Report().Of(Rpo)!.Value, (drill with { Gone = [] }).Report().Of(RpoRequests)!.Value));
    }

    /// <summary>The drill begins at 4; no sample saw any drain.</summary>
    [Theory]
    [InlineData(2, "drain us 20", "drain sa 20.1", "restore sa 20.2", "restore us 40")] // between two samples
    [InlineData(1, "drain us 20", "restore us 30", "drain sa 30.001", "restore sa 40")] // one after the other
    [InlineData(2, "drain us 20", "restore us 30", "drain sa 30", "restore sa 40")]
    [InlineData(1, "drain us 20", "drain us 25", "restore us 40")] // the same once more
    [InlineData(2, "drain us 1", "drain sa 20", "restore sa 21", "restore us 22")] // one was out before
    [InlineData(1, "drain us 1", "drain sa 2", "restore sa 3", "restore us 22")] // both, and one is back
    [InlineData(1, "drain us 1")]
    [InlineData(0)]
    public void DrainsOnRecordAtOnce_Count_WhereNoSampleMetThem(int expected, params string[] acts)
    {
        ServiceAct Act(string[] words) => new(MadeUpDrill.At(double.Parse(words[2], CultureInfo.InvariantCulture)), words[1], words[0] is "drain");
        var drill = new MadeUpDrill { Trail = new ServiceTrail([.. acts.Reverse().Select(act => Act(act.Split(' ')))], []) };

        var figure = drill.Report(1, (DrainedAtOnce, 1)).Of(DrainedAtOnce)!;

        Assert.Equal((expected, expected < 2), (figure.Value, figure.Met));
    }

    [Fact]
    public void DrainsThatSamplesMet_Count_WhereNoneIsOnRecord_AndASilentTableIsTold()
    {
        var drill = new MadeUpDrill { Trail = new ServiceTrail([], [MadeUpDrill.Peer]) };
        drill = drill with { Samples = [.. drill.Samples.Select(sample => sample with { Regions = [.. sample.Regions.Select(region => region with { Drained = true })] })] };

        var report = drill.Report();

        Assert.Equal(2, report.Of(DrainedAtOnce)!.Value);
        Assert.Contains(report.NotChecked, note => note.StartsWith("The table of sa-east-1 did not answer"));
    }

    [Fact]
    public void AFailureOnTheWayBack_CountsApart_WhereClientsHadRecovered()
    {
        var drill = new MadeUpDrill();
        drill = drill with { Requests = [.. drill.Requests.Select((request, second) => second is 45 or 51 ? request with { Failed = true, Region = null } : request)] };

        var report = drill.Report();

        Assert.Equal((10, 11, 2), (report.Of(TimeToRecover)!.Value, report.Of(Failed)!.Value, report.Of(FailedAfterRecovery)!.Value));
    }

    [Fact]
    public void TheTimeToRecover_LastsIntoRecovery_WhereClientsHadNotRecoveredBefore()
    {
        var drill = new MadeUpDrill();
        drill = drill with { Requests = [.. drill.Requests.Select((request, second) => second is >= 21 and <= 43 ? request with { Failed = true, Region = null } : request)] };

        var report = drill.Report();

        Assert.Equal((24, 0), (report.Of(TimeToRecover)!.Value, report.Of(FailedAfterRecovery)!.Value));
        Assert.Null(report.Of(TimeToMove)!.Value);
    }

    [Fact]
    public void TheTimeToRecover_IsNotKnownAndMissesItsObjective_WhereTheLastRequestFails()
    {
        var drill = new MadeUpDrill();
        drill = drill with { Requests = [.. drill.Requests.Select((request, second) => second >= 21 ? request with { Failed = true, Region = null } : request)] };

        var figure = drill.Report(1, (TimeToRecover, 300)).Of(TimeToRecover)!;

        Assert.Equal((null, false), (figure.Value, figure.Met));
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(9.999, false)]
    public void AnObjective_IsMet_UpToItsBound(double most, bool met)
    {
        var report = new MadeUpDrill().Report(1, (TimeToRecover, most));

        Assert.Equal((met, met), (report.Of(TimeToRecover)!.Met, report.Passed));
        Assert.Equal(met ? 0 : 1, report.Reasons.Length);
    }

    [Fact]
    public void AnObjective_IsComparedWithTheTimeAtScaleOne_WhereTheRoutingsClockWasFaster()
    {
        var report = new MadeUpDrill().Report(30, (TimeToRecover, 299), (TimeToSettle, 3));

        Assert.Equal((10, 300, false), (report.Of(TimeToRecover)!.Value, report.Of(TimeToRecover)!.AtScaleOne, report.Of(TimeToRecover)!.Met));
        Assert.Equal((null, true), (report.Of(TimeToSettle)!.AtScaleOne, report.Of(TimeToSettle)!.Met));
    }

    [Fact]
    public void WhatTheCheckerFinds_IsNamedAndFailsTheDrill()
    {
        var drill = new MadeUpDrill { Findings = [new(FindingKind.Lost, ["drill-9"], "It is nowhere."), new(FindingKind.Doubled, ["drill-8"], "It is there twice.")] };

        var report = drill.Report(1, (Lost, 0), (Doubled, 0));

        Assert.Equal((false, "drill-9", "drill-8"), (report.Passed, Assert.Single(report.Lost), Assert.Single(report.Doubled)));
    }
}
