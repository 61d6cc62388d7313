using System.Globalization;
using System.Text.RegularExpressions;
using Appointments.Drills.Evidence;
using Appointments.Drills.Running;

namespace Appointments.Tests.Drills;

/// <summary>What names the series of a plot, with more regions and longer names than there are.</summary>
public sealed partial class PlotKeysTests
{
    /// <summary>Of a letter, in parts of its size: what a bold and wide sans-serif needs. The drawing guesses a narrower one.</summary>
    private const double LetterWidth = 0.75, LetterHeight = 0.8;

    private static readonly string[] Regions = [MadeUpDrill.Hit, MadeUpDrill.Peer, "ap-southeast-1", "ap-southeast-2", "ap-northeast-3", "me-central-1", "us-gov-east-1"];

    [Fact]
    public void AKey_StandsInThePage_WhichWraps_AndNotInTheDrawing()
    {
        var plots = OfManyRegions();

        Assert.Equal(
            [
                [.. Regions, "read, or refused", "failed"], ["failed: no answer, 5xx, 403 or 429", "refused: 4xx"], ["all requests"], Regions, [.. Regions.Select(region => $"from {region}")],
            ],
            plots.Select(plot => Key().Matches(plot).Select(key => key.Groups[1].Value).ToArray()));
        Assert.All(plots, plot => Assert.Empty(Key().Matches(plot).Select(key => key.Groups[1].Value).Intersect(Drawn(plot).Select(text => text.Words))));
        Assert.Contains("figcaption ul{display:flex;flex-wrap:wrap;", ReportPage.Of(new MadeUpDrill().Report(), new MadeUpDrill().Record()));
    }

    [Fact]
    public void AKey_HasTheColourOfItsSeries()
    {
        var plot = OfManyRegions()[1];

        Assert.Contains("""<li><i style="border-color:#d55e00"></i>failed: no answer, 5xx, 403 or 429</li><li><i style="border-color:#cc79a7"></i>refused: 4xx</li>""", plot);
        Assert.Contains("rgb(213,94,0)", Drawing(plot));
        Assert.Contains("rgb(204,121,167)", Drawing(plot));
    }

    [Fact]
    public void NoWordsOfADrawing_AreOverOthers_InAWideFontToo()
    {
        foreach (var plot in OfManyRegions())
        {
            var texts = Drawn(plot);

            Assert.InRange(texts.Length, 8, 80); // the axes' at least
            Assert.Empty(from one in texts.Select((text, index) => (text, index))
                         from other in texts.Skip(one.index + 1)
                         where one.text.IsOver(other)
                         select $"{one.text} and {other}");
        }
    }

    [Fact]
    public void ADrawing_IsShownWhole_OnANarrowPageToo() =>
        Assert.All(OfManyRegions(), plot => Assert.Matches("""^<svg viewBox="0 0 960 (\d+)" width="960" height="\1" """, Drawing(plot)));

    private static string[] OfManyRegions()
    {
        var drill = new MadeUpDrill();
        drill = drill with { Samples = [.. drill.Samples.Select(sample => sample with { Regions = [.. Regions.Select(region => sample.Regions[0] with { Region = region })] })] };
        return [.. new Plots(drill.Report(), drill.Record()).All()];
    }

    private static string Drawing(string plot) => plot[plot.IndexOf("<svg", StringComparison.Ordinal)..];

    private static Text[] Drawn(string plot) => [.. DrawnText().Matches(Drawing(plot)).Select(text =>
    {
        var (anchor, x, y, size, words) = (text.Groups[1].Value, Number(text.Groups[2]), Number(text.Groups[3]), Number(text.Groups[4]), text.Groups[5].Value);
        var width = words.Length * size * LetterWidth;
        return new Text(words, anchor switch { "start" => x, "middle" => x - (width / 2), _ => x - width }, width, y - (size * LetterHeight), y);
    })];

    private static double Number(Group text) => double.Parse(text.Value, CultureInfo.InvariantCulture);

    private sealed record Text(string Words, double Left, double Width, double Top, double Bottom)
    {
        public bool IsOver(Text other) => Left < other.Left + other.Width && other.Left < Left + Width && Top < other.Bottom && other.Top < Bottom;
    }

    [GeneratedRegex("""<li><i style="border-color:#[0-9a-f]{6}"></i>([^<]+)</li>""")]
    private static partial Regex Key();

    [GeneratedRegex("""<text [^>]*text-anchor="(\w+)" transform="translate\(([0-9.]+),([0-9.]+)\)"[^>]*font-size="([0-9.]+)"[^>]*>([^<]+)</text>""")]
    private static partial Regex DrawnText();
}
