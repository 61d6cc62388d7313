using System.Net;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace Appointments.Drills.Evidence;

/// <summary>An instant that is marked in every plot.</summary>
/// <param name="Heavy">One that figures are measured between; false: another action of the method.</param>
internal sealed record PlotMark(double At, string What, bool Heavy);

/// <summary>The frame that all plots of a report share: the same seconds from left to right, and the same marks.</summary>
/// <param name="Begin">Second 0.</param>
/// <param name="Seconds">How long the drill took.</param>
/// <param name="Marks">In the order of their names from top to bottom.</param>
internal sealed record PlotFrame(DateTimeOffset Begin, double Seconds, IReadOnlyList<PlotMark> Marks)
{
    private const double Left = 64, Right = 24;

    /// <summary>Of a mark's name, in pixels; and what is above and below the part of a plot in which values are drawn.</summary>
    private const double Row = 14, Around = 50;

    public const int Width = 960;

    /// <summary>Every name has a row of its own above the values, because marks can be close.</summary>
    public int NamedHeight => 176 + (int)(Row * Marks.Count);

    private double RowShare => Row / (NamedHeight - Around);

    public double At(DateTimeOffset instant) => (instant - Begin).TotalSeconds;

    /// <param name="named">Whether the marks carry their names: on the first plot only.</param>
    public PlotModel Model(bool named)
    {
        var model = new PlotModel
        {
            DefaultFont = "sans-serif", DefaultFontSize = 11,
            PlotAreaBorderColor = Palette.Grid, TextColor = Palette.Ink, PlotMargins = new OxyThickness(Left, double.NaN, Right, double.NaN),
        };
        model.Axes.Add(new LinearAxis { Position = AxisPosition.Bottom, Minimum = 0, Maximum = Seconds, MajorGridlineStyle = LineStyle.Solid, MajorGridlineColor = Palette.Grid, Title = "seconds", TickStyle = TickStyle.Outside });
        model.Axes.Add(new LinearAxis { Position = AxisPosition.Left, Minimum = 0, MaximumPadding = named ? 0.08 + (Marks.Count * RowShare / (1 - (Marks.Count * RowShare))) : 0.08, MajorGridlineStyle = LineStyle.Solid, MajorGridlineColor = Palette.Grid });
        foreach (var (mark, index) in Marks.Select((mark, index) => (mark, index)))
            model.Annotations.Add(Line(mark, named ? mark.What : "", 1 - ((index + 0.5) * RowShare)));
        return model;
    }

    private LineAnnotation Line(PlotMark mark, string text, double height) => new()
    {
        Type = LineAnnotationType.Vertical, X = mark.At, Color = mark.Heavy ? Palette.Ink : Palette.Step, LineStyle = mark.Heavy ? LineStyle.Dash : LineStyle.Solid, StrokeThickness = mark.Heavy ? 1.2 : 0.6,
        Text = text, TextOrientation = AnnotationTextOrientation.Horizontal, TextLinePosition = height, TextVerticalAlignment = VerticalAlignment.Middle,
        TextHorizontalAlignment = mark.At > Seconds * 0.75 ? HorizontalAlignment.Right : HorizontalAlignment.Left, TextMargin = 4, FontSize = 11, FontWeight = mark.Heavy ? FontWeights.Bold : FontWeights.Normal,
    };

    /// <summary>
    /// The plot below its title and its keys. These are the page's and not the drawing's: whoever draws must place words by the widths of a font that it guesses,
    /// and in a reader's wider one the key of a series would be drawn through the name before it. A page wraps.
    /// </summary>
    public static string Figure(string title, PlotModel model, int height) =>
        $"<figure><figcaption>{WebUtility.HtmlEncode(title)}<ul>{string.Concat(model.Series.Select(Key))}</ul></figcaption>{Svg(model, height)}</figure>";

    private static string Key(Series series) =>
        $"<li><i style=\"border-color:{Web(series is LineSeries line ? line.Color : ((RectangleBarSeries)series).FillColor)}\"></i>{WebUtility.HtmlEncode(series.Title)}</li>";

    private static string Web(OxyColor colour) => $"#{colour.R:x2}{colour.G:x2}{colour.B:x2}";

    /// <summary>With a viewBox, which the exporter does not write: a page narrower than the drawing would cut it off instead of showing it smaller.</summary>
    private static string Svg(PlotModel model, int height) =>
        new SvgExporter { Width = Width, Height = height, IsDocument = false, UseVerticalTextAlignmentWorkaround = true }.ExportToString(model).Replace("<svg ", $"<svg viewBox=\"0 0 {Width} {height}\" ", StringComparison.Ordinal);
}
