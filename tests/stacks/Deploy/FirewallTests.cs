using System.Text.Json.Nodes;
using Appointments.Plan;

namespace Appointments.Tests.Deploy;

/// <summary>The firewalls at the edge and before each region. That WAF's rules find what they are for, only AWS can prove.</summary>
[Collection(nameof(Recorded))]
public sealed class FirewallTests(Recorded recorded)
{
    private const string WebAcl = "aws:wafv2/webAcl:WebAcl", RestApi = "aws:apigateway/restApi:RestApi", First = "originSecret=first-origin-secret-000001", Second = "originSecretSecond=second-origin-secret-00002";

    public static TheoryData<string> Stacks => new(Recorded.Stacks);

    private static JsonObject[] Rules(GraphResource acl) => [.. JsonNode.Parse(acl.Inputs["ruleJson"]!.ToString())!.AsArray().Select(rule => rule!.AsObject())];

    private static JsonObject Rule(GraphResource acl, string name) => Assert.Single(Rules(acl), rule => rule["Name"]!.ToString() == name);

    private static string[] Searched(JsonNode node, string field) => node switch
    {
        JsonObject one when one["ByteMatchStatement"] is { } match =>
            match["FieldToMatch"]![field] is null ? [] : [$"{match["PositionalConstraint"]} {match["FieldToMatch"]![field]!["Name"]} {match["SearchString"]}"],
        JsonObject many => [.. many.SelectMany(pair => pair.Value is null ? [] : Searched(pair.Value, field))],
        JsonArray list => [.. list.SelectMany(item => Searched(item!, field))],
        _ => [],
    };

    private static GraphResource[] BeforeRegions(ResourceGraph graph) => [.. graph.OfType(WebAcl).Where(acl => acl.Inputs["scope"]!.ToString() == "REGIONAL")];

    [Theory, MemberData(nameof(Stacks))]
    public async Task AtTheEdge_RulesOfAwsAndOurs_InThisOrder(string stack)
    {
        var graph = await recorded.GraphAsync(stack);
        var acl = graph.Named(WebAcl, "global-edge-firewall");

        Assert.Equal("CLOUDFRONT", acl.Inputs["scope"]!.ToString());
        Assert.Equal(["requests-per-address", "body-over-16-kb", "encoded-body", "ip-reputation", "known-bad-inputs", "sql-injection", "common"], Rules(acl).Select(rule => rule["Name"]!.ToString()));
        Assert.Equal(Enumerable.Range(0, 7), Rules(acl).Select(rule => rule["Priority"]!.GetValue<int>()));
        Assert.Equal(["AWSManagedRulesAmazonIpReputationList", "AWSManagedRulesKnownBadInputsRuleSet", "AWSManagedRulesSQLiRuleSet", "AWSManagedRulesCommonRuleSet"],
            Rules(acl).Select(rule => rule["Statement"]!["ManagedRuleGroupStatement"]).OfType<JsonObject>().Select(group => group["Name"]!.ToString()));
        Assert.All(Rules(acl), rule => Assert.NotEqual(rule["Action"]?["Block"] is null, rule["OverrideAction"]?["None"] is null));
        Assert.Equal(acl.Outputs["arn"]!.ToString(), graph.Named("aws:cloudfront/distribution:Distribution", "global-edge").Inputs["webAclId"]!.ToString());
    }

    [Theory, MemberData(nameof(Stacks))]
    public async Task TheRateRule_CountsByAddress_WithTheSettingsLimit(string stack)
    {
        var rule = Rule((await recorded.GraphAsync(stack)).Named(WebAcl, "global-edge-firewall"), "requests-per-address")["Statement"]!["RateBasedStatement"]!;

        Assert.Equal((Recorded.Settings(stack).Edge.RequestsPerFiveMinutes, 300, "IP"), (rule["Limit"]!.GetValue<int>(), rule["EvaluationWindowSec"]!.GetValue<int>(), rule["AggregateKeyType"]!.ToString()));
    }

    [Fact]
    public async Task WhatTheCommonRulesWouldRefuse_ButOurContractAllows_IsOnlyCounted()
    {
        var overrides = Rule((await recorded.GraphAsync("prod")).Named(WebAcl, "global-edge-firewall"), "common")["Statement"]!["ManagedRuleGroupStatement"]!["RuleActionOverrides"]!.AsArray();

        Assert.Equal(["NoUserAgent_HEADER", "SizeRestrictions_BODY"], overrides.Select(item => item!["Name"]!.ToString()).Order());
        Assert.All(overrides, item => Assert.NotNull(item!["ActionToUse"]!["Count"]));
    }

    [Theory, MemberData(nameof(Stacks))]
    public async Task ABodyOver16KB_IsOurOwn413_AtTheEdgeAndBeforeEveryRegion(string stack)
    {
        var acls = (await recorded.GraphAsync(stack)).OfType(WebAcl).ToArray();

        Assert.Equal(3, acls.Length);
        Assert.All(acls, acl =>
        {
            var rule = Rule(acl, "body-over-16-kb");
            var size = rule["Statement"]!["SizeConstraintStatement"]!;
            Assert.Equal(("GT", 16_384, "MATCH"), (size["ComparisonOperator"]!.ToString(), size["Size"]!.GetValue<int>(), size["FieldToMatch"]!["Body"]!["OversizeHandling"]!.ToString()));
            Assert.Equal(413, rule["Action"]!["Block"]!["CustomResponse"]!["ResponseCode"]!.GetValue<int>());
        });
    }

    /// <summary>What API Gateway would unpack behind the firewall's back.</summary>
    [Theory, MemberData(nameof(Stacks))]
    public async Task ABodyThatIsEncoded_IsOurOwn415_AtTheEdgeAndBeforeEveryRegion(string stack)
    {
        var acls = (await recorded.GraphAsync(stack)).OfType(WebAcl).ToArray();

        Assert.Equal(3, acls.Length);
        Assert.All(acls, acl =>
        {
            var rule = Rule(acl, "encoded-body");
            var size = rule["Statement"]!["SizeConstraintStatement"]!;
            Assert.Equal(("GT", 0, "content-encoding"), (size["ComparisonOperator"]!.ToString(), size["Size"]!.GetValue<int>(), size["FieldToMatch"]!["SingleHeader"]!["Name"]!.ToString()));
            Assert.Equal(415, rule["Action"]!["Block"]!["CustomResponse"]!["ResponseCode"]!.GetValue<int>());
        });
    }

    [Theory, MemberData(nameof(Stacks))]
    public async Task EveryAnswer_IsThere_AndAnErrorInTheApisForm(string stack)
    {
        var acls = (await recorded.GraphAsync(stack, First)).OfType(WebAcl).ToArray();

        Assert.All(acls, acl =>
        {
            var bodies = acl.Inputs["customResponseBodies"]!.AsArray().ToDictionary(body => body!["key"]!.ToString(), body => JsonNode.Parse(body!["content"]!.ToString())!.AsObject());
            var named = Rules(acl).Select(rule => rule["Action"]?["Block"]?["CustomResponse"]?["CustomResponseBodyKey"]?.ToString()).OfType<string>().ToArray();
            Assert.NotEmpty(named);
            Assert.All(named, key => Assert.Contains(key, bodies.Keys));
            Assert.All(bodies.Values, body => Assert.Equal(["message", "errors"], body.Select(pair => pair.Key)));
        });
    }

    [Fact]
    public async Task AProtectedRegion_AnswersOnlyTheEdge_ButForHealthAndDrained()
    {
        var graph = await recorded.GraphAsync("prod", "regions=[us-east-1, sa-east-1, eu-west-1]", First, Second);
        var settings = Recorded.Settings("prod", "regions=[us-east-1, sa-east-1, eu-west-1]");

        Assert.Equal(settings.Regions.Order(), BeforeRegions(graph).Select(acl => acl.Region!).Order());
        Assert.All(BeforeRegions(graph), acl =>
        {
            var parts = Rule(acl, "not-through-the-edge")["Statement"]!["AndStatement"]!["Statements"]!.AsArray().Select(part => part!["NotStatement"]!["Statement"]!).ToArray();
            Assert.Equal(2, parts.Length);
            var drained = $"/drained/{settings.WatchedBy(acl.Region!)}";
            Assert.Equal(["EXACTLY  /Prod/health", "EXACTLY  /health", $"EXACTLY  /Prod{drained}", $"EXACTLY  {drained}"], Searched(parts[0], "UriPath"));
            Assert.Equal(["EXACTLY x-origin-secret [secret]", "EXACTLY x-origin-secret [secret]"], Searched(parts[1], "SingleHeader")); // two at once
            Assert.NotNull(parts[0]["OrStatement"]);
            Assert.NotNull(parts[1]["OrStatement"]);
        });
        Assert.All(graph.OfType(RestApi), api => Assert.True(api.Inputs["disableExecuteApiEndpoint"]!.GetValue<bool>()));
        Assert.DoesNotContain("origin-secret-0000", GraphJson.Write(graph));
    }

    [Fact]
    public async Task AnOpenRegion_AnswersAnyone()
    {
        var graph = await recorded.GraphAsync("dev");

        Assert.Equal(2, BeforeRegions(graph).Length);
        Assert.All(BeforeRegions(graph), acl => Assert.Equal(["health-requests-per-address", "body-over-16-kb", "encoded-body"], Rules(acl).Select(rule => rule["Name"]!.ToString())));
        Assert.All(graph.OfType(RestApi), api => Assert.False(api.Inputs["disableExecuteApiEndpoint"]!.GetValue<bool>()));
    }

    [Theory, MemberData(nameof(Stacks))]
    public async Task PathsWithoutAKey_AreLimitedByAddress_BeforeTheyAreLetThrough(string stack)
    {
        var graph = await recorded.GraphAsync(stack);

        Assert.All(BeforeRegions(graph), acl =>
        {
            var rule = Rules(acl)[0];
            var rate = rule["Statement"]!["RateBasedStatement"]!;
            Assert.Equal(("health-requests-per-address", "IP"), (rule["Name"]!.ToString(), rate["AggregateKeyType"]!.ToString()));
            Assert.Equal(4, Searched(rate["ScopeDownStatement"]!, "UriPath").Length); // two paths, each in two forms
            Assert.True(rate["Limit"]!.GetValue<int>() > 2 * 300 / Recorded.Settings(stack).Dns.HealthCheckIntervalSeconds, "a health checker would be blocked");
        });
    }

    [Theory, MemberData(nameof(Stacks))]
    public async Task EveryStage_HasItsRegionsFirewall(string stack)
    {
        var graph = await recorded.GraphAsync(stack);
        var stages = graph.OfType("aws:apigateway/stage:Stage").ToArray();
        var associations = graph.OfType("aws:wafv2/webAclAssociation:WebAclAssociation").ToArray();

        Assert.Equal(2, stages.Length);
        Assert.Equal(stages.Select(stage => (stage.Outputs["arn"]!.ToString(), BeforeRegions(graph).Single(acl => acl.Region == stage.Region).Outputs["arn"]!.ToString())).Order(),
            associations.Select(association => (association.Inputs["resourceArn"]!.ToString(), association.Inputs["webAclArn"]!.ToString())).Order());
    }

    [Theory, MemberData(nameof(Stacks))]
    public async Task Regions_AcceptASecret_BeforeTheEdgeSendsIt(string stack)
    {
        var graph = await recorded.GraphAsync(stack);

        var edge = graph.Named("aws:cloudfront/distribution:Distribution", "global-edge");

        Assert.All(BeforeRegions(graph), acl => Assert.Contains(acl.Urn, edge.DependsOn));
    }

    [Theory, MemberData(nameof(Stacks))]
    public async Task EveryFirewall_LogsWhatItBlocks_WithoutKeysOrSecrets_AndKeepsNoSamples(string stack)
    {
        var graph = await recorded.GraphAsync(stack);
        var groups = graph.OfType("aws:cloudwatch/logGroup:LogGroup").ToDictionary(group => group.Outputs["arn"]!.ToString());

        Assert.All(graph.OfType(WebAcl), acl =>
        {
            var logging = Assert.Single(graph.OfType("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration"), logging => logging.Inputs["resourceArn"]!.ToString() == acl.Outputs["arn"]!.ToString());
            var group = groups[Assert.Single(logging.Inputs["logDestinationConfigs"]!.AsArray())!.ToString()];
            Assert.StartsWith("aws-waf-logs-", group.Outputs["name"]!.ToString());
            Assert.Equal(Recorded.Settings(stack).LogRetentionDays, group.Inputs["retentionInDays"]!.GetValue<int>());
            Assert.Equal(["authorization", "cookie", "queryString", "x-api-key", "x-origin-secret"], logging.Inputs["redactedFields"]!.AsArray().Select(field => field!["singleHeader"]?["name"]!.ToString() ?? Assert.Single(field.AsObject()).Key).Order());
            Assert.False(acl.Inputs["visibilityConfig"]!["sampledRequestsEnabled"]!.GetValue<bool>());
            Assert.All(Rules(acl), rule => Assert.False(rule["VisibilityConfig"]!["SampledRequestsEnabled"]!.GetValue<bool>()));
        });
    }
}
