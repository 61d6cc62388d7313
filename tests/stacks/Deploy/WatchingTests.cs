using System.Text.Json.Nodes;
using Appointments.Plan;

namespace Appointments.Tests.Deploy;

[Collection(nameof(Recorded))]
public sealed class WatchingTests(Recorded recorded)
{
    private const string MetricAlarm = "aws:cloudwatch/metricAlarm:MetricAlarm", Dashboard = "aws:cloudwatch/dashboard:Dashboard", Subscription = "aws:sns/topicSubscription:TopicSubscription";

    public static TheoryData<string> Stacks => new(Recorded.Stacks);

    [Theory, MemberData(nameof(Stacks))]
    public async Task EveryFunction_IsWatchedForErrorsThrottlesAndDuration(string stack)
    {
        var graph = await recorded.GraphAsync(stack);
        var watched = graph.OfType(MetricAlarm).Where(alarm => alarm.Inputs["namespace"]!.ToString() is "AWS/Lambda")
            .Select(alarm => $"{alarm.Inputs["dimensions"]!["FunctionName"]} {alarm.Inputs["metricName"]}").ToHashSet();
        var functions = graph.OfType("aws:lambda/function:Function").Select(function => function.Outputs["name"]!.ToString()).ToArray();

        Assert.True(functions.Length >= 10);
        Assert.All(functions, function => Assert.All(new[] { "Errors", "Throttles", "Duration" }, metric => Assert.Contains($"{function} {metric}", watched)));
    }

    [Theory, MemberData(nameof(Stacks))]
    public async Task EveryQueue_IsWatched_ForItsAgeOrItsDepth(string stack)
    {
        var graph = await recorded.GraphAsync(stack);
        var watched = graph.OfType(MetricAlarm).Where(alarm => alarm.Inputs["namespace"]!.ToString() is "AWS/SQS").Select(alarm => alarm.Inputs["dimensions"]!["QueueName"]!.ToString()).Order();

        Assert.Equal(graph.OfType("aws:sqs/queue:Queue").Select(queue => queue.Outputs["name"]!.ToString()).Order(), watched);
    }

    [Theory, MemberData(nameof(Stacks))]
    public async Task EveryAlarm_NamesAPageThatIsThere(string stack)
    {
        var graph = await recorded.GraphAsync(stack);
        var named = graph.OfType(MetricAlarm).Concat(graph.OfType("aws:cloudwatch/compositeAlarm:CompositeAlarm"))
            .Select(alarm => alarm.Inputs["alarmDescription"]!.ToString().Split("docs/runbook/")[1]).Distinct().Order();

        var written = Directory.EnumerateFiles(Path.Combine(Recorded.Root(), "docs/runbook"), "*.md").Select(file => Path.GetFileName(file));

        Assert.Empty(named.Except(written));
    }

    [Fact]
    public async Task TheDashboard_ShowsEveryAlarmsMetric_OfEachRegionInItsColumn()
    {
        var graph = await recorded.GraphAsync("prod");
        var widgets = Assert.Single(graph.OfType(Dashboard)).Json("dashboardBody")["widgets"]!.AsArray();

        var lines = widgets.SelectMany(widget => widget!["properties"]!["metrics"]!.AsArray().Select(line => $"{widget["properties"]!["region"]} {line![0]} {line[1]} {Dimensions(line.AsArray())}")).ToHashSet();
        var alarms = graph.OfType(MetricAlarm).Select(alarm => $"{alarm.Region} {alarm.Inputs["namespace"]} {alarm.Inputs["metricName"]} {Dimensions(alarm.Inputs["dimensions"]!.AsObject())}").ToArray();

        Assert.True(alarms.Length > 50);
        Assert.Empty(alarms.Except(lines));
        Assert.Equal([0, 12], widgets.Select(widget => widget!["x"]!.GetValue<int>()).Distinct().Order());
    }

    private static string Dimensions(JsonObject dimensions) => string.Join(' ', dimensions.Select(dimension => $"{dimension.Key}={dimension.Value}").Order());

    /// <summary>A line is namespace, name, then dimensions by turns, then how it is drawn.</summary>
    private static string Dimensions(JsonArray line) => string.Join(' ', line.Skip(2).SkipLast(1).Chunk(2).Select(pair => $"{pair[0]}={pair[1]}").Order());

    [Theory, MemberData(nameof(Stacks))]
    public async Task TheHealthChecksAlarms_AreWhereRoute53WritesItsMetrics(string stack)
    {
        var alarms = (await recorded.GraphAsync(stack, "regions=[eu-west-1, sa-east-1]", "primaryRegion=eu-west-1")).OfType(MetricAlarm).Where(alarm => alarm.Inputs["metricName"]!.ToString() is "HealthCheckStatus").ToArray();

        Assert.Equal(2, alarms.Length);
        Assert.All(alarms, alarm => Assert.Equal("us-east-1", alarm.Region));
        Assert.All(alarms, alarm => Assert.Contains(":us-east-1:", alarm.Inputs["alarmActions"]![0]!.ToString()));
    }

    [Fact]
    public async Task AnEmail_IsSubscribedToEveryTopic_AndNobodyByDefault()
    {
        var nobody = await recorded.GraphAsync("prod");
        var somebody = await recorded.GraphAsync("prod", "alarmEmails=[oncall@example.com]");

        Assert.Empty(nobody.OfType(Subscription));
        Assert.Equal(3, somebody.OfType(Subscription).Count(subscription => subscription.Inputs["endpoint"]!.ToString() is "oncall@example.com"));
        Assert.Equal(3, somebody.OfType("aws:sns/topic:Topic").Count());
    }

    [Fact]
    public async Task TheAccessLog_HoldsNoBodyAndNoKey_AndCountsClientsOnly()
    {
        var graph = await recorded.GraphAsync("prod");
        var format = graph.Named("aws:apigateway/stage:Stage", "us-east-1-api-stage").Inputs["accessLogSettings"]!["format"]!.ToString();
        var filters = graph.OfType("aws:cloudwatch/logMetricFilter:LogMetricFilter").Where(filter => filter.Region == "us-east-1").ToArray();

        Assert.NotNull(JsonNode.Parse(format.Replace(":$context.status", ":200")));
        Assert.DoesNotContain("$context.path\"", format);
        Assert.DoesNotContain("$context.identity.apiKey\"", format);
        Assert.DoesNotContain("validationErrorString", format);
        Assert.Equal(["0", "1"], filters.Select(filter => filter.Inputs["metricTransformation"]!["value"]!.ToString()).Order());
        Assert.All(filters, filter => Assert.Contains("$.resource != \"/health\" && $.resource != \"/drained/sa-east-1\"", filter.Inputs["pattern"]!.ToString()));
    }

    [Fact]
    public async Task Tracing_IsOffUnlessSaid()
    {
        static int Traced(ResourceGraph graph) => graph.Resources.Count(resource => resource.Inputs["tracingConfig"] is not null || resource.Inputs["xrayTracingEnabled"] is not null);

        Assert.Equal(0, Traced(await recorded.GraphAsync("prod")));
        var traced = await recorded.GraphAsync("prod", "tracing=true");
        Assert.Equal(traced.OfType("aws:lambda/function:Function").Count() + 2, Traced(traced));
        Assert.Empty(Checks.PolicyPack.Check(traced));
    }
}
