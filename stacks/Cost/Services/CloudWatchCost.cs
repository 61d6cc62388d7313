namespace Appointments.Cost.Services;

/// <summary>Alarms, dashboards, our own metrics, logs as they come in and as they are kept.</summary>
internal sealed class CloudWatchCost : IServiceCost
{
    private const string Name = "CloudWatch", MetricAlarm = "aws:cloudwatch/metricAlarm:MetricAlarm", CompositeAlarm = "aws:cloudwatch/compositeAlarm:CompositeAlarm",
        Dashboard = "aws:cloudwatch/dashboard:Dashboard", LogGroup = "aws:cloudwatch/logGroup:LogGroup", Insights = "aws:dynamodb/contributorInsights:ContributorInsights";

    public IReadOnlyCollection<string> Types => [MetricAlarm, CompositeAlarm, Dashboard, LogGroup, Insights];

    public IEnumerable<CostLine> Lines(Bill bill) => [.. Fixed(bill), .. Logs(bill), .. Keys(bill)];

    private static IEnumerable<CostLine> Fixed(Bill bill)
    {
        foreach (var region in bill.Graph.OfType(MetricAlarm).GroupBy(alarm => alarm.Region))
        {
            yield return bill.Fixed(Name, region.Key, "alarms", region.Count(), "cloudwatch.alarms");
            yield return bill.Fixed(Name, region.Key, "metrics of our own", region.Where(alarm => !alarm.Inputs["namespace"]!.ToString().StartsWith("AWS/"))
                .DistinctBy(alarm => $"{alarm.Inputs["metricName"]} {alarm.Inputs["dimensions"]}").Count(), "cloudwatch.metrics"); // each of ours has an alarm
        }
        foreach (var region in bill.Graph.OfType(CompositeAlarm).GroupBy(alarm => alarm.Region))
            yield return bill.Fixed(Name, region.Key, "composite alarms", region.Count(), "cloudwatch.composite-alarms");
        yield return bill.Fixed(Name, null, "dashboards", bill.Graph.OfType(Dashboard).Count(), "cloudwatch.dashboards");
    }

    /// <summary>Lines a month: a request has one at the API and one at the edge, an event one at its function; a checker's request has one at the API.</summary>
    private static IEnumerable<CostLine> Logs(Bill bill)
    {
        var days = bill.Graph.OfType(LogGroup).Select(group => (decimal)group.Inputs["retentionInDays"]!).DefaultIfEmpty(0).Max();
        foreach (var region in bill.Regions)
        {
            var events = bill.InARegion(bill.Workload.Requests) + LambdaCost.Events(bill, region);
            foreach (var line in Log(bill, region, "lines of API and functions", events, days, perRequest: true).Concat(Log(bill, region, "lines of health checkers", bill.HealthRequests(region), days, perRequest: false)))
                yield return line;
        }
        foreach (var edge in bill.Graph.OfType(LogGroup).Where(group => group.Inputs["namePrefix"]?.ToString().StartsWith("/aws/vendedlogs/") is true))
            foreach (var line in Log(bill, edge.Region!, "lines of the edge", bill.Workload.Requests, days, perRequest: true))
                yield return line;
    }

    private static IEnumerable<CostLine> Log(Bill bill, string region, string what, decimal lines, decimal days, bool perRequest)
    {
        var gigabytes = lines * Workload.LogKilobytes / 1_000_000;
        yield return new CostLine(Name, region, what, gigabytes, bill.Prices.Of("cloudwatch.logs", region), perRequest);
        yield return new CostLine(Name, region, $"{what}, kept {days:0} days", gigabytes * days * 24 / Workload.Hours, bill.Prices.Of("cloudwatch.stored-logs", region), perRequest);
    }

    /// <summary>Contributor Insights: an event for each key that is asked for; throttled ones are exceptions.</summary>
    private static IEnumerable<CostLine> Keys(Bill bill) =>
        from insights in bill.Graph.OfType(Insights)
        where insights.Inputs["mode"]?.ToString() is not "THROTTLED_KEYS"
        select bill.PerRequest(Name, insights.Region, "Contributor Insights", bill.InARegion(bill.Workload.Requests) / 1_000_000, "dynamodb.insights");
}
