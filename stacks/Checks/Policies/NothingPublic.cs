using System.Text.Json.Nodes;
using Appointments.Plan;

namespace Appointments.Checks.Policies;

/// <summary>Nobody outside may call, read or take on anything: the API's front is <see cref="OpenRoutes"/>.</summary>
public sealed class NothingPublic : IPolicy
{
    private static readonly string[] Blocks = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

    private static readonly string[] Documents = ["policy", "assumeRolePolicy"];

    public string Name => "nothing-public";

    public IEnumerable<Violation> Check(ResourceGraph graph) => [.. Permissions(graph), .. Principals(graph), .. FunctionUrls(graph), .. Buckets(graph)];

    /// <summary>A service without a source is every account's service. Source: AWS, "The confused deputy problem".</summary>
    private IEnumerable<Violation> Permissions(ResourceGraph graph) =>
        from permission in graph.OfType(AwsTypes.Permission)
        where permission.Text("principal") is "*" || permission.Text("sourceArn") is null
        select new Violation(Name, permission.Name, $"{permission.Text("principal")} may invoke the function from anywhere", "set Principal to one service and SourceArn to the one caller");

    private IEnumerable<Violation> Principals(ResourceGraph graph) =>
        from resource in graph.Resources
        from input in Documents
        where resource.Type.StartsWith("aws:") && resource.Type is not AwsTypes.RolePolicy && resource.Inputs[input] is JsonValue
        from statement in resource.Document(input).Allows()
        where statement["Condition"] is null && (statement["Principal"] is JsonValue || statement["Principal"]?["AWS"].Texts().Contains("*") is true)
        select new Violation(Name, resource.Name, $"its {input} lets anybody do {string.Join(", ", statement["Action"].Texts())}", "name the service or the role that may, or add a Condition");

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
