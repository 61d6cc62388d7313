using System.Text.Json.Nodes;
using Appointments.Plan;

namespace Appointments.Tests.Deploy;

[Collection(nameof(Recorded))]
public sealed class WatchingTests(Recorded recorded)
{
    private const string MetricAlarm = "aws:cloudwatch/metricAlarm:MetricAlarm", Dashboard = "aws:cloudwatch/dashboard:Dashboard", Subscription = "aws:sns/topicSubscription:TopicSubscription",
        Budget = "aws:budgets/budget:Budget", Insights = "aws:dynamodb/contributorInsights:ContributorInsights", WebAcl = "aws:wafv2/webAcl:WebAcl";

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
            .Select(alarm => alarm.Inputs["alarmDescription"]!.ToString())
            .Concat(graph.OfType(Budget).Select(budget => budget.Inputs["name"]!.ToString()))
            .Select(text => text.Split("docs/runbook/")[1]).Distinct().Order();

        var written = Directory.EnumerateFiles(Path.Combine(Recorded.Root(), "docs/runbook"), "*.md").Select(file => Path.GetFileName(file));

        Assert.Empty(named.Except(written));
    }

    [Fact]
    public async Task AnAlarm_LinksToItsPage_WhereTheRunbookHasAnAddress()
    {
        var graph = await recorded.GraphAsync("prod", "runbookUrl=https://wiki.example.com/runbook");
        var texts = graph.OfType(MetricAlarm).Concat(graph.OfType("aws:cloudwatch/compositeAlarm:CompositeAlarm")).Select(alarm => alarm.Inputs["alarmDescription"]!.ToString()).ToArray();

        Assert.All(texts, text => Assert.Matches(@" What to do: https://wiki\.example\.com/runbook/[a-z0-9-]+\.md$", text));
        Assert.InRange(texts.Max(text => text.Length), 1, 800); // an address of 200 characters has room in the 1,024
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
        var incoming = widgets.Where(widget => widget!["properties"]!["title"]!.ToString().EndsWith(": requests")).ToArray();
        Assert.Equal(["us-east-1: requests", "sa-east-1: requests"], incoming.Select(widget => widget!["properties"]!["title"]!.ToString()));
        Assert.All(incoming, widget => Assert.Equal(["Count", "NumberOfMessagesSent", "NumberOfMessagesSent"], widget!["properties"]!["metrics"]!.AsArray().Select(line => line![1]!.ToString()).Order(StringComparer.Ordinal)));
        Assert.All(incoming, widget => Assert.Equal((0, 0), (widget!["y"]!.GetValue<int>(), widget["properties"]!["annotations"]!["horizontal"]!.AsArray().Count)));
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

    [Theory, MemberData(nameof(Stacks))]
    public async Task EveryFirewall_IsWatchedForWhatItBlocks_UnderItsOwnMetricName(string stack)
    {
        var graph = await recorded.GraphAsync(stack, "regions=[eu-west-1, sa-east-1]", "primaryRegion=eu-west-1");
        var watched = graph.OfType(MetricAlarm).Where(alarm => alarm.Inputs["namespace"]!.ToString() is "AWS/WAFV2").ToDictionary(alarm => alarm.Inputs["dimensions"]!["WebACL"]!.ToString());

        Assert.Equal(["eu-west-1-firewall", "global-edge-firewall", "sa-east-1-firewall"], watched.Keys.Order());
        Assert.Equal(watched.Keys.Order(), graph.OfType(WebAcl).Select(acl => acl.Inputs["visibilityConfig"]!["metricName"]!.ToString()).Order());
        Assert.All(watched, each =>
        {
            Assert.Equal(("BlockedRequests", "ALL"), (each.Value.Inputs["metricName"]!.ToString(), each.Value.Inputs["dimensions"]!["Rule"]!.ToString()));
            Assert.Equal(each.Key.StartsWith("global") ? null : each.Value.Region, each.Value.Inputs["dimensions"]!["Region"]?.ToString()); // CloudFront's metrics have none
            Assert.Equal(each.Key.StartsWith("global") ? "us-east-1" : each.Key.Replace("-firewall", ""), each.Value.Region);
        });
    }

    [Fact]
    public async Task TheBudget_TellsTheTopicThatLetsIt_AtEveryThreshold()
    {
        var graph = await recorded.GraphAsync("prod", "monthlyBudgetUsd=123");
        var budget = Assert.Single(graph.OfType(Budget));
        var topic = graph.Named("aws:sns/topic:Topic", "global-watch-topic");

        Assert.Equal(("123", "USD", "MONTHLY", "COST"), (budget.Inputs["limitAmount"]!.ToString(), budget.Inputs["limitUnit"]!.ToString(), budget.Inputs["timeUnit"]!.ToString(), budget.Inputs["budgetType"]!.ToString()));
        Assert.Null(budget.Region);
        Assert.Equal(["ACTUAL 80", "ACTUAL 100", "FORECASTED 100"], budget.Inputs["notifications"]!.AsArray().Select(notification => $"{notification!["notificationType"]} {notification["threshold"]}"));
        Assert.All(budget.Inputs["notifications"]!.AsArray(), notification => Assert.Equal(topic.Outputs["arn"]!.ToString(), Assert.Single(notification!["subscriberSnsTopicArns"]!.AsArray())!.ToString()));
        Assert.Contains("budgets.amazonaws.com", graph.Named("aws:sns/topicPolicy:TopicPolicy", "global-watch-topic-policy").Inputs["policy"]!.ToString());
        Assert.Contains("budgets.amazonaws.com", graph.Named("aws:kms/key:Key", "global-watch-topic-key").Inputs["policy"]!.ToString());
    }

    [Fact]
    public async Task WithoutABudget_NobodyIsLetIn()
    {
        var graph = await recorded.GraphAsync("prod", "monthlyBudgetUsd=0");

        Assert.Empty(graph.OfType(Budget));
        Assert.DoesNotContain("budgets.amazonaws.com", GraphJson.Write(graph));
    }

    [Theory]
    [InlineData("throttled", "THROTTLED_KEYS")]
    [InlineData("all", "ACCESSED_AND_THROTTLED_KEYS")]
    public async Task ContributorInsights_TellKeysOfTableAndIndexApart_InEveryRegion(string setting, string mode)
    {
        var insights = (await recorded.GraphAsync("dev", $"contributorInsights={setting}")).OfType(Insights).ToArray();

        Assert.Equal(["sa-east-1 ", "sa-east-1 country-status-index", "us-east-1 ", "us-east-1 country-status-index"], insights.Select(each => $"{each.Region} {each.Inputs["indexName"]}").Order());
        Assert.All(insights, each => Assert.Equal(mode, each.Inputs["mode"]!.ToString()));
        Assert.Empty((await recorded.GraphAsync("dev")).OfType(Insights));
    }

    /// <summary>The list of the issue, by metric: what is missing here is watched by nobody.</summary>
    [Fact]
    public async Task EverythingThatWasAskedFor_HasAnAlarm_InEachRegionOrWhereItsMetricIs()
    {
        var alarms = (await recorded.GraphAsync("prod")).OfType(MetricAlarm).Select(alarm => (alarm.Region, Metric: alarm.Inputs["metricName"]!.ToString(), Statistic: alarm.Inputs["extendedStatistic"]?.ToString() ?? alarm.Inputs["statistic"]!.ToString())).ToArray();

        foreach (var metric in new[] { "ApproximateNumberOfMessagesVisible", "ApproximateAgeOfOldestMessage", "Errors", "Throttles", "Duration", "5XXError", "ClientServerErrors", "Latency", "ReplicationLatency", "ReplicaConflicts", "Quarantined", "DeadLettersQuarantined", "IteratorAge", "BlockedRequests" })
            foreach (var region in new[] { "us-east-1", "sa-east-1" })
                Assert.Contains(alarms, alarm => alarm.Region == region && alarm.Metric == metric);
        Assert.All(alarms.Where(alarm => alarm.Metric is "Latency"), alarm => Assert.Equal("p99", alarm.Statistic));
        Assert.Equal(2, alarms.Count(alarm => alarm is ("us-east-1", "HealthCheckStatus", "Minimum")));
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
