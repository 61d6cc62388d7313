using System.Collections.Immutable;
using Appointments.Drills.Load;
using Appointments.Drills.Running;
using OxyPlot;
using OxyPlot.Series;

namespace Appointments.Drills.Evidence;

/// <summary>The timeline of a drill, as SVG: requests by region, failures, p99, queues, replication lag, with fault, recovery and every other action marked.</summary>
internal sealed class Plots
{
    private const double BinSeconds = 0.5;
    private const int Low = 116;

    private readonly DrillRecord record;
    private readonly PlotFrame frame;
    private readonly ImmutableArray<string> regions;

    public Plots(DrillReport report, DrillRecord record)
    {
        this.record = record;
        var begin = record.Samples.Select(sample => sample.At).Concat(record.Requests.Select(request => request.SentAt)).DefaultIfEmpty(report.Start).Min();
        frame = new PlotFrame(begin, (report.End - begin).TotalSeconds, [.. Marks(report, record).Select(mark => new PlotMark((mark.At - begin).TotalSeconds, mark.What, mark.Heavy)).OrderBy(mark => mark.At)]);
        regions = [.. record.Samples.SelectMany(sample => sample.Regions).Select(region => region.Region).Distinct()];
    }

    /// <summary>What figures are measured between, and every other action of the method by its name: a drill can have several faults, and as many ends of them.</summary>
    private static IEnumerable<(DateTimeOffset At, string What, bool Heavy)> Marks(DrillReport report, DrillRecord record)
    {
        var terms = record.Journal.Experiment.Terms;
        foreach (var step in record.Journal.Run.Where(step => step.Started))
            if (step.Activity.Name == terms.Fault)
                yield return (step.Start, $"fault: {step.Activity.Name}", true);
            else if (step.Activity.Name == terms.Recovery)
                yield return (step.Start, $"recovery asked for: {step.Activity.Name}", true);
            else if (step.MayHaveActed)
                yield return (step.Start, step.Activity.Name, false);
        if (report.Marks?.Detected is { } detected)
            yield return (detected, "detected", true);
        if (report.Marks?.Moved is { } moved)
            yield return (moved, "moved", true);
        if (report.Marks is { } known && Outage.Of(record.Requests, known).RecoveredAt is { } served)
            yield return (served, "clients served again", true);
    }

    public IEnumerable<string> All() => [Requests(), Failures(), P99(), Backlog(), Lag()];

    private string Requests()
    {
        var model = frame.Model(named: true);
        var layers = regions.Select((region, index) => (region, Palette.Region(index), (Func<RequestOutcome, bool>)(request => request.Region == region))).ToList();
        layers.Add(("read, or refused", Palette.Looked, request => request is { Failed: false, Region: null }));
        layers.Add(("failed", Palette.Failed, request => request.Failed));
        var bins = Bins(record.Requests, request => request.SentAt);
        var below = new double[bins.Length];
        foreach (var (name, colour, belongs) in layers)
        {
            var series = new RectangleBarSeries { Title = name, FillColor = colour, StrokeThickness = 0 };
            for (var bin = 0; bin < bins.Length; bin++)
                if (bins[bin].Count(belongs) is > 0 and var count)
                    series.Items.Add(new RectangleBarItem(bin * BinSeconds, below[bin], (bin + 0.92) * BinSeconds, below[bin] += count / BinSeconds));
            model.Series.Add(series);
        }
        return PlotFrame.Figure("requests a second, by the region that took the write", model, frame.NamedHeight);
    }

    private string Failures()
    {
        var model = frame.Model(named: false);
        model.Series.Add(Bars("failed: no answer, 5xx, 403 or 429", Palette.Failed, Bins(record.Requests.Where(request => request.Failed), request => request.SentAt), bin => bin.Length / BinSeconds));
        model.Series.Add(Line("refused: 4xx", Palette.Refused, Bins(record.Observations.Where(observation => observation.Told is Told.Refused), observation => observation.SentAt)
            .Select((bin, index) => (At: (index + 0.5) * BinSeconds, Value: (double?)(bin.Length / BinSeconds)))));
        return PlotFrame.Figure("failed and refused requests a second", model, Low);
    }

    private string P99()
    {
        var model = frame.Model(named: false);
        model.Series.Add(Bars("all requests", Palette.Region(0), Bins(record.Requests, request => request.SentAt), bin => Probes.P99(bin) ?? 0));
        return PlotFrame.Figure("99th percentile of the time to an answer, milliseconds, by the time of sending", model, Low);
    }

    private string Backlog()
    {
        var model = frame.Model(named: false);
        foreach (var (region, index) in regions.Select((region, index) => (region, index)))
            model.Series.Add(Line(region, Palette.Region(index), record.Samples.Select(sample => (frame.At(sample.At), Probes.Backlog(sample, region)))));
        return PlotFrame.Figure("messages in the queues: waiting and being handled", model, Low);
    }

    private string Lag()
    {
        var model = frame.Model(named: false);
        foreach (var (region, index) in regions.Select((region, index) => (region, index)))
            model.Series.Add(Line($"from {region}", Palette.Region(index), record.Samples.Select(sample =>
                (frame.At(sample.At), sample.Links.Where(link => link.From == region).Select(link => (double?)link.LagSeconds).Max()))));
        return PlotFrame.Figure("replication lag, seconds: the age of the oldest write that another region has not", model, Low);
    }

    private T[][] Bins<T>(IEnumerable<T> values, Func<T, DateTimeOffset> at)
    {
        var bins = values.ToLookup(value => (int)(frame.At(at(value)) / BinSeconds));
        return [.. Enumerable.Range(0, (int)(frame.Seconds / BinSeconds) + 1).Select(bin => bins[bin].ToArray())];
    }

    private static RectangleBarSeries Bars<T>(string name, OxyColor colour, T[][] bins, Func<T[], double> height)
    {
        var series = new RectangleBarSeries { Title = name, FillColor = colour, StrokeThickness = 0 };
        for (var bin = 0; bin < bins.Length; bin++)
            if (bins[bin].Length > 0)
                series.Items.Add(new RectangleBarItem(bin * BinSeconds, 0, (bin + 0.92) * BinSeconds, height(bins[bin])));
        return series;
    }

    private static LineSeries Line(string name, OxyColor colour, IEnumerable<(double At, double? Value)> points)
    {
        var series = new LineSeries { Title = name, Color = colour, StrokeThickness = 1.8 };
        series.Points.AddRange(points.Select(point => new DataPoint(point.At, point.Value ?? double.NaN))); // not known: a gap
        return series;
    }
}
