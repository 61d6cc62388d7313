using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Appointments.Drills.Checking;
using Appointments.Drills.Evidence;
using Appointments.Drills.Experiments;
using Appointments.Drills.Running;
using static Appointments.Drills.Evidence.FigureNames;

namespace Appointments.Tests.Drills;

/// <summary>What is made of reports: a folder, a comparison, a spread, a page, the docs.</summary>
public sealed class EvidenceTests
{
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
        foreach (var expected in new[] { "20 times as fast", "Seed 7", "drill-1", "drill-3", "cancelled stands", "clients served again", "recovery asked for", "Every promise was kept.", "./appointments break" })
            Assert.Contains(expected, page);
    }

    [Fact]
    public void EveryActionOfTheMethod_IsMarkedByItsName_EachInARowOfItsOwn()
    {
        var (drill, whole) = (new MadeUpDrill(), new MadeUpDrill().Record());
        ActivityRun Also(string name, double at) => whole.Journal.Run[0] with { Activity = whole.Journal.Run[0].Activity with { Name = name }, Start = MadeUpDrill.At(at) };
        var record = whole with { Journal = whole.Journal with { Run = [.. whole.Journal.Run, Also("break-again", 33), Also("mend-again", 33.2), Also("never-begun", 34) with { Started = false }] } };

        var plot = new Plots(drill.Report(), record).All().First();

        var rows = new[] { "fault: break", "recovery asked for: mend", "detected", "moved", "clients served again", "break-again", "mend-again" }
            .Select(name => Regex.Match(plot, $"""<text [^>]*translate\([0-9.]+,([0-9.]+)\)[^>]*>{name}</text>|<text [^>]*y="([0-9.]+)"[^>]*>{name}</text>""")).Select(match => Assert.Single(match.Groups.Values.Skip(1), group => group.Success).Value).ToArray();
        var heights = rows.Select(row => double.Parse(row, CultureInfo.InvariantCulture)).Order().ToArray();
        Assert.All(heights.Zip(heights.Skip(1)), pair => Assert.True(pair.Second - pair.First > 11, string.Join(' ', rows))); // 11 is the letters' size
        Assert.DoesNotContain("never-begun", plot);
        Assert.DoesNotContain(">broken<", plot); // a probe
    }

    [Theory]
    [InlineData(true, "Nothing was checked: sa-east-1 does not answer")]
    [InlineData(false, "Nothing, but not everything had come to rest")]
    public void AReportPage_ClaimsNoPromise_WhereNobodyCouldLook(bool unreadable, string expected)
    {
        var (drill, whole) = (new MadeUpDrill(), new MadeUpDrill().Record());
        var record = unreadable ? whole with { Verdict = null, Unreadable = "sa-east-1 does not answer" } : whole with { Settled = null };

        var page = ReportPage.Of(DrillReport.Of(record, drill.Report().Setting, new Dictionary<string, double>()), record);

        Assert.Contains(expected, page);
        Assert.DoesNotContain("Every promise was kept", page);
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
