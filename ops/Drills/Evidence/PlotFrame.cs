using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Legends;

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
    private const double Row = 14, Around = 90;

    public const int Width = 960;

    /// <summary>Every name has a row of its own above the values, because marks can be close.</summary>
    public int NamedHeight => 230 + (int)(Row * Marks.Count);

    private double RowShare => Row / (NamedHeight - Around);

    public double At(DateTimeOffset instant) => (instant - Begin).TotalSeconds;

    /// <param name="named">Whether the marks carry their names: on the first plot only.</param>
    public PlotModel Model(string title, bool named)
    {
        var model = new PlotModel
        {
            Title = title, TitleFontSize = 13, TitleFontWeight = FontWeights.Bold, TitleHorizontalAlignment = TitleHorizontalAlignment.CenteredWithinPlotArea, DefaultFont = "sans-serif", DefaultFontSize = 11,
            PlotAreaBorderColor = Palette.Grid, TextColor = Palette.Ink, PlotMargins = new OxyThickness(Left, double.NaN, Right, double.NaN),
        };
        model.Legends.Add(new Legend { LegendPosition = LegendPosition.TopLeft, LegendPlacement = LegendPlacement.Outside, LegendOrientation = LegendOrientation.Horizontal, LegendFontSize = 11 });
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

    public static string Svg(PlotModel model, int height) => new SvgExporter { Width = Width, Height = height, IsDocument = false, UseVerticalTextAlignmentWorkaround = true }.ExportToString(model);
}
