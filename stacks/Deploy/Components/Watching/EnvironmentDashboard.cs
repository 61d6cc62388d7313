using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Pulumi;
using Pulumi.Aws.CloudWatch;

namespace Appointments.Deploy.Components.Watching;

/// <summary>What one region is watched for.</summary>
/// <param name="Region">Where the metrics are.</param>
/// <param name="Column">The region that they tell of, a column of the dashboard.</param>
public sealed record WatchedColumn(string Column, string Region, ImmutableArray<Watch> Watches);

/// <param name="Name">The dashboard's own name, one for all of the account's regions.</param>
/// <param name="Columns">Several of one column are drawn under one another.</param>
public sealed record EnvironmentDashboardArgs(string Name, ImmutableArray<WatchedColumn> Columns);

/// <summary>An environment on one page: a column for each region; first what comes in, then a row for each runbook page, each threshold a line. Drawn from what the alarms are made from.</summary>
/// <remarks>Source: AWS, "Dashboard body structure and syntax": a grid of 24 columns.</remarks>
public sealed class EnvironmentDashboard : ComponentResource
{
    private const int GridWidth = 24, Height = 6;

    private const string Incoming = "requests";

    /// <summary>What is watched, and the metric of the same dimensions that tells how much there is of it.</summary>
    private static readonly ImmutableDictionary<(string, string), string> HowMuch = ImmutableDictionary<(string, string), string>.Empty
        .Add(("AWS/ApiGateway", "5XXError"), "Count").Add(("AWS/SQS", "ApproximateAgeOfOldestMessage"), "NumberOfMessagesSent");

    public EnvironmentDashboard(string name, EnvironmentDashboardArgs args, ComponentResourceOptions options) : base("appointments:watching:EnvironmentDashboard", name, options)
    {
        _ = new Dashboard(name, new DashboardArgs { DashboardName = args.Name, DashboardBody = Body(args.Columns) }, new CustomResourceOptions { Parent = this });
        RegisterOutputs();
    }

    /// <param name="Chart">In which row.</param>
    /// <param name="Of">Where the dimensions are.</param>
    /// <param name="Alarm">The threshold; null: none is set on it.</param>
    private sealed record Drawn(string Chart, Watch Of, string Metric, string Statistic, int Seconds, string Label, double? Alarm);

    /// <summary>What an alarm looks at, and before it, of some, how much there is of it.</summary>
    private static IEnumerable<Drawn> Lines(Watch watch)
    {
        if (HowMuch.TryGetValue(watch.Metric, out var metric))
            yield return new Drawn(Incoming, watch, metric, "Sum", 60, $"{watch.Name.Replace("-age", "", StringComparison.Ordinal)} {metric}", null);
        yield return new Drawn(watch.Page, watch, watch.Metric.Name, watch.Statistic, watch.PeriodSeconds, watch.Name, watch.Threshold);
    }

    private static Output<string> Body(ImmutableArray<WatchedColumn> columns)
    {
        var regions = columns.Select(column => column.Column).Distinct().ToArray();
        string[] charts = [Incoming, .. columns.SelectMany(column => column.Watches).Select(watch => watch.Page).Distinct()];
        var width = GridWidth / regions.Length;
        var widgets = from row in charts.Index()
                      from column in regions.Index()
                      from source in columns.Where(source => source.Column == column.Item)
                      let lines = source.Watches.SelectMany(Lines).Where(line => line.Chart == row.Item).ToImmutableArray()
                      where !lines.IsEmpty
                      select Widget(source, row.Item, lines).Apply(properties => new JsonObject
                      {
                          ["type"] = "metric", ["x"] = column.Index * width, ["y"] = row.Index * Height, ["width"] = width, ["height"] = Height, ["properties"] = properties,
                      });
        return Output.All(widgets).Apply(all => new JsonObject { ["widgets"] = new JsonArray([.. all.Select(widget => widget.DeepClone())]) }.ToJsonString());
    }

    private static Output<JsonObject> Widget(WatchedColumn column, string chart, ImmutableArray<Drawn> lines) =>
        Output.All(lines.Select(line => Output.All(line.Of.Dimensions.Select(dimension => dimension.Value)))).Apply(values => new JsonObject
        {
            ["title"] = $"{column.Column}: {chart}",
            ["region"] = column.Region,
            ["metrics"] = new JsonArray([.. lines.Zip(values, Line)]),
            ["annotations"] = new JsonObject { ["horizontal"] = new JsonArray([.. lines.Select(line => line.Alarm).OfType<double>().Distinct().Select(threshold => new JsonObject { ["label"] = "alarm", ["value"] = threshold })]) },
        });

    private static JsonNode Line(Drawn drawn, ImmutableArray<string> values)
    {
        var line = new JsonArray(drawn.Of.Metric.Namespace, drawn.Metric);
        foreach (var (dimension, value) in drawn.Of.Dimensions.Zip(values))
        {
            line.Add(dimension.Name);
            line.Add(value);
        }
        line.Add(new JsonObject { ["stat"] = drawn.Statistic, ["period"] = drawn.Seconds, ["label"] = drawn.Label });
        return line;
    }
}
