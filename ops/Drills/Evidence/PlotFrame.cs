using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Legends;

namespace Appointments.Drills.Evidence;

/// <summary>The frame that all plots of a report share: the same seconds from left to right, and the same marks.</summary>
/// <param name="Begin">Second 0.</param>
/// <param name="Seconds">How long the drill took.</param>
/// <param name="Marks">Seconds and what happened then.</param>
internal sealed record PlotFrame(DateTimeOffset Begin, double Seconds, IReadOnlyList<(double At, string What)> Marks)
{
    private const double Left = 64, Right = 24;

    public const int Width = 960;

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
        model.Axes.Add(new LinearAxis { Position = AxisPosition.Left, Minimum = 0, MaximumPadding = named ? 0.35 : 0.08, MajorGridlineStyle = LineStyle.Solid, MajorGridlineColor = Palette.Grid });
        foreach (var ((at, what), index) in Marks.Select((mark, index) => (mark, index)))
            model.Annotations.Add(new LineAnnotation
            {
                Type = LineAnnotationType.Vertical, X = at, Color = Palette.Ink, LineStyle = LineStyle.Dash, StrokeThickness = 1.2, Text = named ? what : "", TextOrientation = AnnotationTextOrientation.Horizontal,
                TextLinePosition = 0.98 - (index * 0.075), // one under the other: marks can be close
                TextHorizontalAlignment = at > Seconds * 0.75 ? HorizontalAlignment.Right : HorizontalAlignment.Left, TextMargin = 4, FontSize = 11, FontWeight = FontWeights.Bold,
            });
        return model;
    }

    public static string Svg(PlotModel model, int height) => new SvgExporter { Width = Width, Height = height, IsDocument = false, UseVerticalTextAlignmentWorkaround = true }.ExportToString(model);
}
