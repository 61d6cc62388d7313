using System.Text.Json.Nodes;
using Appointments.Plan;

namespace Appointments.Checks.Policies;

/// <summary>Nobody outside may call, read or take on anything: the API's front is <see cref="OpenRoutes"/>.</summary>
public sealed class NothingPublic : IPolicy
{
    private static readonly string[] Blocks = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

    private const string Trust = "assumeRolePolicy";

    private static readonly string[] Documents = ["policy", Trust];

    /// <summary>Keys that say whose the caller is. Source: AWS, "AWS global condition context keys"; "AWS KMS condition keys".</summary>
    private static readonly string[] Sources = ["aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID", "aws:PrincipalOrgID", "aws:PrincipalAccount", "aws:PrincipalArn", "kms:CallerAccount"];

    /// <summary>Comparisons that fail where the key is missing. Source: AWS, "IAM JSON policy elements: Condition operators".</summary>
    private static readonly string[] Equalities = ["StringEquals", "StringEqualsIgnoreCase", "StringLike", "ArnEquals", "ArnLike"];

    public string Name => "nothing-public";

    public IEnumerable<Violation> Check(ResourceGraph graph) => [.. Permissions(graph), .. Principals(graph), .. FunctionUrls(graph), .. Buckets(graph)];

    /// <summary>A service without a source is every account's service. Source: AWS, "The confused deputy problem".</summary>
    private IEnumerable<Violation> Permissions(ResourceGraph graph) =>
        from permission in graph.OfType(AwsTypes.Permission)
        where permission.Text("principal") is "*" || permission.Text("sourceArn") is null
        select new Violation(Name, permission.Name, $"{permission.Text("principal")} may invoke the function from anywhere", "set Principal to one service and SourceArn to the one caller");

    private static bool IsAnybody(JsonNode? principal) => principal is JsonValue || principal?["AWS"].Texts().Contains("*") is true;

    private static bool IsNarrowed(JsonObject statement) =>
        (from comparison in statement["Condition"] as JsonObject ?? []
         where Equalities.Contains(comparison.Key)
         from key in comparison.Value!.AsObject()
         where Sources.Contains(key.Key, StringComparer.OrdinalIgnoreCase) && key.Value.Texts().All(value => value.Trim('*') is not "")
         select key).Any();

    /// <summary>
    /// A service, too, works for every account. Not asked of a role that it takes on: API Gateway and AWS Backup are documented without a source there, and who passes a role to a
    /// service needs <c>iam:PassRole</c> on it in this account. Source: AWS, "The confused deputy problem".
    /// </summary>
    private IEnumerable<Violation> Principals(ResourceGraph graph) =>
        from resource in graph.Resources
        from input in Documents
        where resource.Type.StartsWith("aws:") && resource.Type is not AwsTypes.RolePolicy && resource.Inputs[input] is JsonValue
        from statement in resource.Document(input).Allows()
        where statement["NotPrincipal"] is not null || !IsNarrowed(statement) && (IsAnybody(statement["Principal"]) || input is not Trust && statement["Principal"]?["Service"] is not null)
        select new Violation(Name, resource.Name, $"its {input} lets anybody, or any account's service, do {string.Join(", ", statement["Action"].Texts())}", $"name the role that may, or add a condition of equality with one of {string.Join(", ", Sources)}");

    private IEnumerable<Violation> FunctionUrls(ResourceGraph graph) =>
        from url in graph.OfType(AwsTypes.FunctionUrl)
        where url.Text("authorizationType") is not "AWS_IAM"
        select new Violation(Name, url.Name, "a function URL without authorization", "take it out, or set AuthorizationType to AWS_IAM");

    private IEnumerable<Violation> Buckets(ResourceGraph graph) =>
        from bucket in AwsTypes.Buckets.SelectMany(graph.OfType)
        let block = graph.OfType(AwsTypes.PublicAccessBlock).FirstOrDefault(block => block.Text("bucket") == bucket.Output("id"))
        where block is null || Blocks.Any(input => !block.Inputs[input].IsTrue())
        select new Violation(Name, bucket.Name, "a bucket that could be made public", $"give it a BucketPublicAccessBlock with {string.Join(", ", Blocks)}");
}
