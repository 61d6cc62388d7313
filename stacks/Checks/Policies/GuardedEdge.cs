using System.Text.Json.Nodes;
using Appointments.Plan;

namespace Appointments.Checks.Policies;

/// <summary>Nobody reaches the API but through a firewall that limits addresses, and a region not but through the edge; in dev a region may be open.</summary>
/// <remarks>
/// AWS's managed rules stand at the edge alone, because a region that demands the edge's secret is asked by nobody else. Only rules in <c>ruleJson</c> are read, as the program writes them.
/// That the two secrets are the same one, mocks cannot prove: both are <c>[secret]</c> here.
/// </remarks>
public sealed class GuardedEdge : IPolicy
{
    /// <summary>Source: AWS, "AWS Managed Rules rule groups list".</summary>
    private static readonly string[] Managed = ["AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet", "AWSManagedRulesSQLiRuleSet", "AWSManagedRulesAmazonIpReputationList"];

    /// <summary>WAF's field, not ours.</summary>
    private const string Called = "Name";

    public string Name => "guarded-edge";

    public IEnumerable<Violation> Check(ResourceGraph graph) => graph.IsExpendable() ? [] :
    [
        .. graph.OfType(AwsTypes.Distribution).SelectMany(distribution => AtTheEdge(graph, distribution)),
        .. graph.OfType(AwsTypes.Stage).SelectMany(stage => BeforeARegion(graph, stage)),
        .. from acl in graph.OfType(AwsTypes.WebAcl)
           where !Rules(acl).Any(rule => rule["Statement"]?["RateBasedStatement"] is not null && Blocks(rule))
           select new Violation(Name, acl.Name, "limits no address", "add a rule with a RateBasedStatement that blocks"),
        .. from acl in graph.OfType(AwsTypes.WebAcl)
           where !Rules(acl).Any(rule => rule["Statement"]?["SizeConstraintStatement"]?["FieldToMatch"]?["Body"] is not null && Blocks(rule))
           select new Violation(Name, acl.Name, "lets a body of any size in", "add a rule with a SizeConstraintStatement on the body that blocks"),
    ];

    private IEnumerable<Violation> AtTheEdge(ResourceGraph graph, GraphResource distribution)
    {
        if (graph.WithArn(AwsTypes.WebAcl, distribution.Text("webAclId") ?? "none") is not { } acl)
        {
            yield return new Violation(Name, distribution.Name, "has no firewall", "set WebAclId to the ARN of a declared WebAcl");
            yield break;
        }
        foreach (var missing in Managed.Where(group => !Rules(acl).Any(rule => Holds(rule, group))))
            yield return new Violation(Name, acl.Name, $"does not block by {missing}", "add the managed rule group with OverrideAction None");
    }

    private IEnumerable<Violation> BeforeARegion(ResourceGraph graph, GraphResource stage)
    {
        var association = graph.OfType(AwsTypes.WebAclAssociation).FirstOrDefault(association => association.Text("resourceArn") == stage.Output("arn"));
        if (graph.WithArn(AwsTypes.WebAcl, association?.Text("webAclArn") ?? "none") is not { } acl)
        {
            yield return new Violation(Name, stage.Name, "has no firewall", "give it a WebAclAssociation with a declared WebAcl");
            yield break;
        }
        var headers = graph.OriginHeaders().Where(header => header.Value is NoPlainSecrets.Masked).Select(header => header.Name);
        foreach (var header in headers.Where(header => !Rules(acl).Any(rule => Blocks(rule) && DemandsOf(rule["Statement"], header))))
            yield return new Violation(Name, acl.Name, $"lets in who does not show the edge's {header}", "set the setting protectOrigin to true");
    }

    private static IEnumerable<JsonObject> Rules(GraphResource acl) => (acl.Document("ruleJson") as JsonArray ?? []).OfType<JsonObject>();

    private static bool Blocks(JsonObject rule) => rule["Action"]?["Block"] is not null;

    private static bool Holds(JsonObject rule, string group) =>
        rule["Statement"]?["ManagedRuleGroupStatement"] is { } managed && managed["VendorName"]?.ToString() is "AWS" && managed[Called]?.ToString() == group && rule["OverrideAction"]?["None"] is not null;

    /// <summary>What a statement finds, a client has to differ from: "not (the header is exactly the secret)", alone or in an "and".</summary>
    private static bool DemandsOf(JsonNode? statement, string header) =>
        statement?["NotStatement"]?["Statement"] is { } not ? Known(not).All(match => match is not null && IsSecret(match, header))
            : (statement?["AndStatement"]?["Statements"]?.AsArray() ?? []).Any(each => DemandsOf(each, header));

    /// <summary>The matches of a statement or of an "or" of several; null for one of another kind.</summary>
    private static IEnumerable<JsonNode?> Known(JsonNode statement) =>
        statement["OrStatement"]?["Statements"] is JsonArray several ? several.SelectMany(each => Known(each!)) : [statement["ByteMatchStatement"]];

    private static bool IsSecret(JsonNode match, string header) =>
        string.Equals(match["FieldToMatch"]?["SingleHeader"]?[Called]?.ToString(), header, StringComparison.OrdinalIgnoreCase)
        && match["PositionalConstraint"]?.ToString() is "EXACTLY" && match["SearchString"]?.ToString() is NoPlainSecrets.Masked;
}
