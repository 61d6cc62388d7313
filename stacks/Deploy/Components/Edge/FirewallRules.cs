using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Appointments.Plan;
using Appointments.Plan.Edge;

namespace Appointments.Deploy.Components.Edge;

/// <summary>What the firewalls look for: the one at the edge and the one before each region.</summary>
/// <remarks>Capacity at the edge: 700 + 200 + 200 + 25 of the managed groups and a few for our own, under the 1,500 of the base price. Source: AWS, "AWS Managed Rules rule groups list".</remarks>
internal static class FirewallRules
{
    /// <summary>Requests that one address may send in five minutes to the paths that need no key. A Route 53 checker sends 30 to each at the shortest interval.</summary>
    private const int HealthRequestsPerFiveMinutes = 300;

    private static readonly FirewallRule BodyOver16KB = new("body-over-16-kb",
        LongerThan(EdgeSettings.MaxBodyBytes, new JsonObject { ["Body"] = new JsonObject { ["OversizeHandling"] = "MATCH" } }), // WAF sees the first 16,384 bytes only, and is told that there were more
        FirewallAnswer.BodyTooLarge);

    /// <summary>API Gateway unpacks what says that it is compressed, after WAF has looked at it packed: 16 KB may become megabytes, and no rule reads them.</summary>
    /// <remarks>Source: AWS, "Payload compression for REST APIs in API Gateway": decompression of the request payload is supported by default. It has no switch.</remarks>
    private static readonly FirewallRule EncodedBody = new("encoded-body",
        LongerThan(0, new JsonObject { ["SingleHeader"] = new JsonObject { ["Name"] = "content-encoding" } }), FirewallAnswer.EncodedBody);

    /// <summary>At the edge: what costs WAF least first.</summary>
    public static ImmutableArray<FirewallRule> AtTheEdge(EdgeSettings settings) =>
    [
        new("requests-per-address", PerAddress(settings.RequestsPerFiveMinutes, null), FirewallAnswer.TooManyRequests),
        BodyOver16KB,
        EncodedBody,
        Managed("ip-reputation", "AWSManagedRulesAmazonIpReputationList"),
        Managed("known-bad-inputs", "AWSManagedRulesKnownBadInputsRuleSet"),
        Managed("sql-injection", "AWSManagedRulesSQLiRuleSet"),
        // Counted, not blocked: bodies from 8 to 16 KB, which our own rule judges, and clients that name no User-Agent, as programs of clinics may.
        Managed("common", "AWSManagedRulesCommonRuleSet", "SizeRestrictions_BODY", "NoUserAgent_HEADER"),
    ];

    /// <summary>Before a region. Health checks come around the edge, so their paths are excepted, by exact path, and limited by address.</summary>
    /// <param name="openPaths">Whole paths, in every form in which WAF may see them.</param>
    /// <param name="secrets">Those that the region accepts; none where it answers anyone.</param>
    public static IEnumerable<FirewallRule> BeforeARegion(IReadOnlyList<string> openPaths, IReadOnlyList<string> secrets)
    {
        var open = Any([.. openPaths.Select(path => Exactly(new JsonObject { ["UriPath"] = new JsonObject() }, path))]);
        yield return new("health-requests-per-address", PerAddress(HealthRequestsPerFiveMinutes, open), FirewallAnswer.TooManyRequests);
        if (secrets.Count > 0)
        {
            var header = new JsonObject { ["SingleHeader"] = new JsonObject { ["Name"] = EdgeSettings.SecretHeader } };
            var known = Any([.. secrets.Select(secret => Exactly(header.DeepClone(), secret))]);
            yield return new("not-through-the-edge", Combined("AndStatement", Not(open), Not(known)), FirewallAnswer.NotThroughTheEdge);
        }
        yield return BodyOver16KB;
        yield return EncodedBody;
    }

    private static JsonArray AsItIs => [new JsonObject { ["Priority"] = 0, ["Type"] = "NONE" }];

    private static JsonObject LongerThan(int bytes, JsonObject field) => new()
    {
        ["SizeConstraintStatement"] = new JsonObject { ["FieldToMatch"] = field, ["ComparisonOperator"] = "GT", ["Size"] = bytes, ["TextTransformations"] = AsItIs },
    };

    private static FirewallRule Managed(string name, string group, params string[] counted) => new(name, new JsonObject
    {
        ["ManagedRuleGroupStatement"] = new JsonObject
        {
            ["VendorName"] = "AWS",
            ["Name"] = group,
            ["RuleActionOverrides"] = new JsonArray([.. counted.Select(rule =>
                new JsonObject { ["Name"] = rule, ["ActionToUse"] = new JsonObject { ["Count"] = new JsonObject() } })]),
        },
    }, null);

    private static JsonObject PerAddress(int limit, JsonObject? only)
    {
        var rate = new JsonObject { ["Limit"] = limit, ["EvaluationWindowSec"] = 300, ["AggregateKeyType"] = "IP" };
        if (only is not null)
            rate["ScopeDownStatement"] = only.DeepClone();
        return new JsonObject { ["RateBasedStatement"] = rate };
    }

    private static JsonObject Exactly(JsonNode field, string text) => new()
    {
        ["ByteMatchStatement"] = new JsonObject { ["FieldToMatch"] = field, ["PositionalConstraint"] = "EXACTLY", ["SearchString"] = text, ["TextTransformations"] = AsItIs },
    };

    private static JsonObject Not(JsonObject statement) => new() { ["NotStatement"] = new JsonObject { ["Statement"] = statement.DeepClone() } };

    /// <summary>WAF takes two statements or more in an "or".</summary>
    private static JsonObject Any(JsonObject[] statements) => statements is [var one] ? one : Combined("OrStatement", statements);

    private static JsonObject Combined(string kind, params JsonObject[] statements) => new() { [kind] = new JsonObject { ["Statements"] = new JsonArray([.. statements]) } };
}
