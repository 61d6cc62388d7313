using System.Collections.Immutable;
using Appointments.Drills.Running;

namespace Appointments.Drills.Evidence;

/// <summary>One figure over several runs of a drill.</summary>
/// <param name="Worst">The greatest: of every figure less is better.</param>
/// <param name="Measured">Runs that have the figure.</param>
public sealed record FigureSpread(string Name, string Unit, double? Median, double? Worst, int Measured)
{
    public static ImmutableArray<FigureSpread> Of(IReadOnlyCollection<DrillReport> reports) =>
    [
        .. FigureNames.All.Select(name => reports.Select(report => report.Of(name)).OfType<Figure>().ToArray()).Where(figures => figures is not []).Select(figures =>
        {
            var values = figures.Select(figure => figure.Value).OfType<double>().ToArray();
            return new FigureSpread(figures[0].Name, figures[0].Unit, Statistics.Median(values), values is [] ? null : values.Max(), values.Length);
        }),
    ];
}
