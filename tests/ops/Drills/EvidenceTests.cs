using System.Collections.Immutable;
using Appointments.Drills.Checking;
using Appointments.Drills.Evidence;
using static Appointments.Drills.Evidence.FigureNames;

namespace Appointments.Tests.Drills;

public sealed class EvidenceTests
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

    [Fact]
    public async Task AReport_ReadsBackAsItWasWritten()
    {
        var parent = Directory.CreateTempSubdirectory("evidence-");
        try
        {
            var (drill, folder) = (new MadeUpDrill(), EvidenceFolder.Make(parent.FullName, "made-up", MadeUpDrill.At(0)));
            var twin = EvidenceFolder.Make(parent.FullName, "made-up", MadeUpDrill.At(0));

            await folder.WriteAsync(drill.Report(20, (TimeToRecover, 300)), drill.Record());
            var read = await EvidenceFolder.ReadAsync(folder.FullPath, CancellationToken.None);

            Assert.NotEqual(folder.FullPath, twin.FullPath); // two drills of one second do not meet
            Assert.Equal(drill.Report(20, (TimeToRecover, 300)).Figures, read.Figures.AsEnumerable());
            Assert.True(File.Exists(Path.Combine(folder.FullPath, "journal.json")));
            await Assert.ThrowsAsync<EvidenceException>(() => EvidenceFolder.ReadAsync(twin.FullPath, CancellationToken.None));
        }
        finally { parent.Delete(recursive: true); }
    }

    [Fact]
    public void AComparison_ShowsEveryFiguresChange_AndWhatWasNotRunAlike()
    {
        var before = new MadeUpDrill().Report();
        var after = new MadeUpDrill { Withheld = [] }.Report(20);

        var comparison = Comparison.Of(before, after);

        Assert.Equal(new FigureChange(RpoRequests, "requests", 3, 0, -3), comparison.Changes.Single(change => change.Name is RpoRequests));
        Assert.Equal(0, comparison.Changes.Single(change => change.Name is TimeToRecover).Change);
        Assert.Equal(["time scale: 1, then 20"], comparison.Differences.AsEnumerable());
    }

    [Fact]
    public void ASpread_HasTheMedianAndTheWorstOfAllRuns()
    {
        var slow = new MadeUpDrill { Withheld = [] };
        var reports = new[] { new MadeUpDrill().Report(), slow.Report(), slow.Report() };

        var spread = FigureSpread.Of(reports).Single(each => each.Name is RpoRequests);

        Assert.Equal((0, 3, 3), (spread.Median, spread.Worst, spread.Measured));
    }

    [Fact]
    public void AReportPage_NeedsNothingElseAndNamesWhatHappened()
    {
        var drill = new MadeUpDrill();

        var page = ReportPage.Of(drill.Report(20), drill.Record());

        Assert.DoesNotContain("src=", page);
        Assert.DoesNotContain("<script", page);
        Assert.DoesNotContain("href=", page);
        Assert.Equal(5, page.Split("<svg").Length - 1);
        foreach (var expected in new[] { "20 times as fast", "Seed 7", "drill-1", "drill-3", "cancelled stands", "recovery asked for", "./appointments break" })
            Assert.Contains(expected, page);
    }

    [Fact]
    public void EveryFigure_HasItsMeaningInTheDocs()
    {
        var docs = File.ReadAllText(Path.Combine(Root(), "docs", "drills.md"));

        Assert.Equal(All.Order(), FigureMeanings.All.Keys.Order());
        Assert.All(All, figure => Assert.Contains($"| `{figure}` | {FigureMeanings.All[figure]} |", docs));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Pulumi.yaml")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
