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

/// <summary>An environment on one page: a column for each region, a row for each runbook page, each threshold a line. Drawn from what the alarms are made from.</summary>
/// <remarks>Source: AWS, "Dashboard body structure and syntax": a grid of 24 columns.</remarks>
public sealed class EnvironmentDashboard : ComponentResource
{
    private const int GridWidth = 24, Height = 6;

    public EnvironmentDashboard(string name, EnvironmentDashboardArgs args, ComponentResourceOptions options) : base("appointments:watching:EnvironmentDashboard", name, options)
    {
        _ = new Dashboard(name, new DashboardArgs { DashboardName = args.Name, DashboardBody = Body(args.Columns) }, new CustomResourceOptions { Parent = this });
        RegisterOutputs();
    }

    private static Output<string> Body(ImmutableArray<WatchedColumn> columns)
    {
        var regions = columns.Select(column => column.Column).Distinct().ToArray();
        var pages = columns.SelectMany(column => column.Watches).Select(watch => watch.Page).Distinct().ToArray();
        var width = GridWidth / regions.Length;
        var widgets = from row in pages.Index()
                      from column in regions.Index()
                      from source in columns.Where(source => source.Column == column.Item)
                      let watches = source.Watches.Where(watch => watch.Page == row.Item).ToImmutableArray()
                      where !watches.IsEmpty
                      select Widget(source, row.Item, watches).Apply(properties => new JsonObject
                      {
                          ["type"] = "metric", ["x"] = column.Index * width, ["y"] = row.Index * Height, ["width"] = width, ["height"] = Height, ["properties"] = properties,
                      });
        return Output.All(widgets).Apply(all => new JsonObject { ["widgets"] = new JsonArray([.. all.Select(widget => widget.DeepClone())]) }.ToJsonString());
    }

    private static Output<JsonObject> Widget(WatchedColumn column, string page, ImmutableArray<Watch> watches) =>
        Output.All(watches.Select(watch => Output.All(watch.Dimensions.Select(dimension => dimension.Value)))).Apply(values => new JsonObject
        {
            ["title"] = $"{column.Column}: {page}",
            ["region"] = column.Region,
            ["metrics"] = new JsonArray([.. watches.Zip(values, Line)]),
            ["annotations"] = new JsonObject { ["horizontal"] = new JsonArray([.. watches.Select(watch => watch.Threshold).Distinct().Select(threshold => new JsonObject { ["label"] = "alarm", ["value"] = threshold })]) },
        });

    private static JsonNode Line(Watch watch, ImmutableArray<string> values)
    {
        var line = new JsonArray(watch.Metric.Namespace, watch.Metric.Name);
        foreach (var (dimension, value) in watch.Dimensions.Zip(values))
        {
            line.Add(dimension.Name);
            line.Add(value);
        }
        line.Add(new JsonObject { ["stat"] = watch.Statistic, ["period"] = watch.PeriodSeconds, ["label"] = watch.Name });
        return line;
    }
}
