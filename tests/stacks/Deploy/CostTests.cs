using System.Text.Json.Nodes;
using Appointments.Cost;
using Appointments.Plan;

namespace Appointments.Tests.Deploy;

/// <summary>What a month costs, on the graphs that are deployed. That AWS bills these prices no test can say.</summary>
[Collection(nameof(Recorded))]
public sealed class CostTests(Recorded recorded)
{
    private const string Alarm = "aws:cloudwatch/metricAlarm:MetricAlarm", Queue = "aws:sqs/queue:Queue", WebAcl = "aws:wafv2/webAcl:WebAcl";

    private static readonly PriceTable Prices = PriceTable.Read();

    private static Estimate Of(ResourceGraph graph, long requests = 10_000_000, decimal? gigabytes = 10) => CostEstimate.Of(graph, new Workload(requests, gigabytes), Prices);

    private static decimal Usd(Estimate estimate, string service, string? region = "us-east-1") => estimate.Lines.Where(line => line.Service == service && line.Region == region).Sum(line => line.Usd);

    /// <summary>By hand: 5 million of clients; and 2 checks (the region's own and the drain of the other) x 3 checker regions x 2 checkers x 2,629,800 s / 30 s = 1,051,920 of checkers; 3.50 USD a million.</summary>
    [Fact]
    public async Task ApiGateway_CostsWhatAHandReckons()
    {
        var estimate = Of(await recorded.GraphAsync("prod", "healthCheckIntervalSeconds=30"));

        Assert.Equal(17.5m + 3.68172m, Usd(estimate, "API Gateway"));
    }

    /// <summary>By hand: 2 million registrations in this region, sent, received, deleted; and 4 queues (2 countries, each with its dead letters) x 5 polls x 2,629,800 s / 20 s = 2,629,800; 0.50 USD a million.</summary>
    [Fact]
    public async Task Sqs_CostsWhatAHandReckons() => Assert.Equal(3m + 1.3149m, Usd(Of(await recorded.GraphAsync("prod")), "SQS"));

    /// <summary>By hand: 10 GB x 35 days x 0.10; its copy 10 x 35 x 0.15 there; and 10 GB a day sent for 0.02, in a month of 30.4375 days.</summary>
    [Fact]
    public async Task Backups_CostWhatAHandReckons()
    {
        var estimate = Of(await recorded.GraphAsync("prod", "backupRetentionDays=35", "backupCopyRegion=sa-east-1"));

        Assert.Equal((35m + 6.0875m, 52.5m), (Usd(estimate, "AWS Backup"), Usd(estimate, "AWS Backup", "sa-east-1")));
    }

    [Fact]
    public async Task ACountry_CostsItsAlarmsAndItsPolls_AndNoRequestMore()
    {
        var (before, after) = (await recorded.GraphAsync("prod"), await recorded.GraphAsync("prod", "countries=[{code: PE, path: peru, name: Perú}, {code: CL, path: chile, name: Chile}, {code: EC, path: ecuador, name: Ecuador}]"));
        var alarms = after.OfType(Alarm).Count() - before.OfType(Alarm).Count();
        decimal More(string service, string what) => Of(after).Lines.Where(line => line.Service == service && line.What == what).Sum(line => line.Usd) - Of(before).Lines.Where(line => line.Service == service && line.What == what).Sum(line => line.Usd);

        Assert.True(alarms > 10);
        Assert.Equal(alarms * 0.10m, More("CloudWatch", "alarms"));
        Assert.Equal(4 * 0.5m * 0.65745m, More("SQS", "polls of idle queues")); // a queue and its dead letters, in two regions
        Assert.Equal(0, More("API Gateway", "requests of clients") + More("WAF", "web ACLs") + More("Lambda", "invocations"), 12);
        Assert.True(Of(after).TotalUsd > Of(before).TotalUsd);
    }

    [Fact]
    public async Task ARegion_CostsAFirewallMore_AndEveryWriteOnceMore_ButTheSameRequests()
    {
        const string three = "regions=[us-east-1, sa-east-1, us-west-2]";
        var (two, more) = (Of(await recorded.GraphAsync("prod")), Of(await recorded.GraphAsync("prod", three)));
        decimal Quantity(Estimate estimate, string service, string what) => estimate.Lines.Where(line => line.Service == service && line.What == what).Sum(line => line.Quantity);

        Assert.Equal(Quantity(two, "API Gateway", "requests of clients"), Quantity(more, "API Gateway", "requests of clients"), 12);
        Assert.Equal(3, Quantity(two, "WAF", "web ACLs"));
        Assert.Equal(4, Quantity(more, "WAF", "web ACLs"));
        Assert.Equal(2 * (4m + 8) + 8, Quantity(two, "DynamoDB", "replicated write units"), 12); // millions: 4 registered, 4 changed with 2 rows each, and twice the price of a transaction's rows where it is made
        Assert.Equal(3 * (4m + 8) + 8, Quantity(more, "DynamoDB", "replicated write units"), 12);
        Assert.Contains(more.Lines, line => line.Region == "us-west-2");
    }

    [Fact]
    public async Task ARegionWithoutPrices_IsAnErrorThatNamesItAndTheItem()
    {
        var graph = await recorded.GraphAsync("prod", "regions=[us-east-1, ap-south-1]", "backupCopyRegion=ap-south-1");

        var problem = Assert.Throws<MissingPriceException>(() => Of(graph));

        Assert.Contains("ap-south-1", problem.Message);
        Assert.Contains("apigateway.requests", problem.Message);
    }

    [Fact]
    public async Task ATypeThatNobodyPriced_IsAnErrorThatNamesIt()
    {
        var graph = await recorded.GraphAsync("prod");
        var added = graph with { Resources = graph.Resources.Add(graph.OfType(Queue).First() with { Type = "aws:rds/instance:Instance", Name = "us-east-1-database" }) };

        Assert.Contains("aws:rds/instance:Instance (us-east-1-database) has no price", Assert.Throws<MissingPriceException>(() => Of(added)).Message);
    }

    [Fact]
    public async Task WithEverySettingOn_EveryTypeIsPriced()
    {
        var graph = await recorded.GraphAsync("prod", "tracing=true", "shieldAdvanced=true", "customerManagedKey=false", "contributorInsights=all", "apiCacheGigabytes=0.5", "alarmEmails=[oncall@example.com]", "routing=geolocation", "healthCheckIntervalSeconds=10", "functionReservedConcurrency=5", "registrationConcurrency=5");
        var estimate = Of(graph);

        Assert.Equal(3_000, Usd(estimate, "Shield Advanced", null));
        Assert.Equal(5 * 5, Usd(estimate, "X-Ray"));
        Assert.Equal(0.02m * 730.5m, Assert.Single(estimate.Lines, line => line.Region == "us-east-1" && line.What == "cache of 0.5 GB").Usd);
        Assert.Contains(estimate.Lines, line => line.What == "questions for the origin, by geolocation");
    }

    [Fact]
    public async Task WithoutRequests_OnlyWhatIsFixedIsPaid()
    {
        var none = CostEstimate.Of(await recorded.GraphAsync("prod"), new Workload(0), Prices);
        var some = CostEstimate.Of(await recorded.GraphAsync("prod"), new Workload(1_000_000), Prices);

        Assert.Equal((0m, 0m), (none.RequestsUsd, none.PerMillionUsd));
        Assert.Equal(none.FixedUsd, some.FixedUsd);
        Assert.Equal(some.TotalUsd, some.FixedUsd + some.PerMillionUsd, 12);
        foreach (var what in new[] { "web ACLs", "rules", "keys", "alarms", "dashboards", "hosted zone", "optional features of health checks" })
            Assert.Contains(none.Lines, line => line.What == what && line.Usd > 0 && !line.PerRequest);
    }

    [Fact]
    public async Task Rules_AreCountedFromWhatIsDeclared()
    {
        var graph = await recorded.GraphAsync("prod");

        Assert.Equal(graph.OfType(WebAcl).Sum(acl => JsonNode.Parse(acl.Inputs["ruleJson"]!.ToString())!.AsArray().Count), Of(graph).Lines.Where(line => line.What == "rules").Sum(line => line.Quantity));
    }

    /// <summary>By hand: seven days instead of 35 are 28 x 10 GB less, for 0.10 and the copy for 0.15.</summary>
    [Fact]
    public async Task ALever_SavesWhatTheBillIsLess()
    {
        var now = Of(await recorded.GraphAsync("prod", "backupRetentionDays=35", "backupCopyRegion=sa-east-1"));
        var retention = Levers.Candidates.Single(candidate => candidate.Setting == Plan.Settings.BackupRetentionDays);
        var tracing = Levers.Candidates.Single(candidate => candidate.Setting == Plan.Settings.Tracing);
        var shorter = Of(await recorded.GraphAsync("prod", $"backupRetentionDays={retention.To}", "backupCopyRegion=sa-east-1"));

        var levers = Levers.Largest(now, [(tracing, "false", now), (retention, "35", shorter)]);

        Assert.Equal(28 * 10 * (0.10m + 0.15m), Assert.Single(levers).SavesUsd);
    }

    [Fact]
    public void EveryPrice_HasAUnitADateASourceAndItsEvidence_AndStandsOnce()
    {
        Assert.True(Prices.All.Length > 80);
        Assert.Equal(Prices.All.Length, Prices.All.DistinctBy(price => (price.Item, price.Region)).Count());
        Assert.All(Prices.All, price =>
        {
            Assert.True(price.Usd > 0 && price.Unit is not "" && price.Source.StartsWith("AWS"), $"{price}");
            Assert.Contains(price.Evidence, new[] { "page", "quoted", Price.Unverified });
            Assert.InRange(price.Date, new DateOnly(2020, 1, 1), new DateOnly(2100, 1, 1));
        });
    }

    [Fact]
    public async Task WhatCouldNotBeVerified_IsSaid()
    {
        var estimate = Of(await recorded.GraphAsync("prod"));

        Assert.Contains(estimate.Unverified, price => price is { Item: "apigateway.requests", Region: "sa-east-1" });
        Assert.DoesNotContain(estimate.Unverified, price => price is { Item: "apigateway.requests", Region: "us-east-1" });
    }
}
