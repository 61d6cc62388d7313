using System.Text.Json;
using Appointments.Contract;
using Appointments.Plan;
using Pulumi;
using Pulumi.Aws.ApiGateway;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.CloudWatch.Inputs;
using Pulumi.Aws.Iam;

namespace Appointments.Deploy.Components.Watching;

/// <param name="WatchedRegion">Its drain mark is served here to Route 53, and counts as no client's request.</param>
public sealed record ApiAccessLogArgs(string WatchedRegion, int RetentionDays);

/// <summary>
/// A line for each request of an API: which operation, how it ended, how long it took. No path with an id in it, no body, no key, no address, and not API Gateway's
/// validation text, which repeats what was sent. From it comes the share of clients' requests that failed by our fault.
/// </summary>
/// <remarks>Source: AWS, "Set up CloudWatch logging for REST APIs in API Gateway"; "Variables for access logging for API Gateway".</remarks>
public sealed class ApiAccessLog : ComponentResource
{
    /// <summary>1 for a request that was answered 5xx, 0 for any other, /health and /drained left out: Average is the share that failed, Sum how many, SampleCount how many there were.</summary>
    public const string ClientErrors = "ClientServerErrors";

    /// <summary>The metric's dimension: two environments may share an account.</summary>
    public const string ApiDimension = "ApiId";

    /// <summary>One JSON object a line; the status is a number, so that a filter can compare it.</summary>
    public static string Format { get; } = JsonSerializer.Serialize(new Dictionary<string, string>
    {
        ["requestId"] = "$context.requestId",
        ["apiId"] = "$context.apiId",
        ["at"] = "$context.requestTimeEpoch",
        ["method"] = "$context.httpMethod",
        ["resource"] = "$context.resourcePath", // {appointmentId} and not the id
        ["keyId"] = "$context.identity.apiKeyId", // which key, not the key
        ["latencyMilliseconds"] = "$context.responseLatency",
        ["integrationMilliseconds"] = "$context.integrationLatency",
        ["error"] = "$context.error.responseType",
    }).TrimEnd('}') + ",\"status\":$context.status}";

    /// <summary>For the stage: once it is known, API Gateway may write there.</summary>
    [Output] public Output<string> GroupArn { get; private set; }

    public ApiAccessLog(string name, ApiAccessLogArgs args, ComponentResourceOptions options) : base("appointments:watching:ApiAccessLog", name, options)
    {
        var child = new CustomResourceOptions { Parent = this };
        var group = new LogGroup($"{name}-log", new LogGroupArgs { RetentionInDays = args.RetentionDays }, child);
        var account = AllowLogging(name, group);
        var ours = $"$.resource != \"{ApiPaths.Health}\" && $.resource != \"{ApiPaths.Drained(args.WatchedRegion)}\"";
        Filter($"{name}-failed", group, $"{{ $.status >= 500 && {ours} }}", "1");
        Filter($"{name}-answered", group, $"{{ $.status < 500 && {ours} }}", "0");
        GroupArn = Output.Tuple(group.Arn, account.Id).Apply(both => both.Item1);
        RegisterOutputs();
    }

    /// <summary>
    /// API Gateway writes every log of an account and a region with one role. It is kept when the stack is destroyed: another environment of the account may live on it.
    /// </summary>
    /// <remarks>Source: AWS, "AWS::ApiGateway::Account": one per region per account; deleting it takes nothing back.</remarks>
    private Account AllowLogging(string name, LogGroup group)
    {
        var kept = new CustomResourceOptions { Parent = this, RetainOnDelete = true };
        var role = new Role($"{name}-role", new RoleArgs { AssumeRolePolicy = Policies.AssumedBy("apigateway.amazonaws.com") }, kept);
        var policy = new RolePolicy($"{name}-policy", new RolePolicyArgs
        {
            Role = role.Name,
            Policy = group.Arn.Apply(arn => Policies.Allow([new Grant(
                ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogGroups", "logs:DescribeLogStreams", "logs:FilterLogEvents", "logs:GetLogEvents", "logs:PutLogEvents"],
                [string.Join(':', arn.Split(':')[..6]) + ":*"])])), // API Gateway tries the role on the account's groups before it takes it
        }, kept);
        return new Account($"{name}-account", new AccountArgs { CloudwatchRoleArn = role.Arn }, new CustomResourceOptions { Parent = this, DependsOn = [policy], RetainOnDelete = true });
    }

    private void Filter(string name, LogGroup group, string pattern, string value) => _ = new LogMetricFilter(name, new LogMetricFilterArgs
    {
        LogGroupName = group.Name,
        Pattern = pattern,
        MetricTransformation = new LogMetricFilterMetricTransformationArgs
        {
            Namespace = MetricNames.Namespace,
            Name = ClientErrors,
            Value = value,
            Unit = "Count",
            Dimensions = { { ApiDimension, "$.apiId" } },
        },
    }, new CustomResourceOptions { Parent = this });
}
