using System.Collections.Immutable;
using Appointments.Plan;

namespace Appointments.Checks.Policies;

/// <summary>A role may do named actions on named resources. The exceptions are AWS's own, each with its reason.</summary>
public sealed class LeastPrivilege : IPolicy
{
    /// <param name="IsMeant">By action and resource.</param>
    private sealed record Exemption(string Reason, Func<string, string, bool> IsMeant);

    private static readonly ImmutableArray<Exemption> Exemptions =
    [
        new("A log stream's name is made up by Lambda: its own group is the narrowest there is.",
            (action, resource) => action is "logs:CreateLogStream" or "logs:PutLogEvents" && resource.StartsWith("arn:aws:logs:") && resource.EndsWith(":*") && resource.Count(letter => letter is '*') == 1),
        new("API Gateway logs with one role for all of an account's groups in a region, and refuses a role that cannot see them. Source: AWS, \"Set up CloudWatch logging for REST APIs in API Gateway\".",
            (action, resource) => action.StartsWith("logs:") && !action.Contains('*') && resource.StartsWith("arn:aws:logs:") && resource.EndsWith(":log-group:*")),
        new("X-Ray has no resources to name for what a tracer sends. Source: AWS, \"Actions, resources, and condition keys for AWS X-Ray\".",
            (action, resource) => action is "xray:PutTraceSegments" or "xray:PutTelemetryRecords" && resource is "*"),
        new("AWS Backup has no resources to name for what is copied out of a vault; into which one is said. Source: AWS, \"Actions, resources, and condition keys for AWS Backup\"; \"AWSBackupServiceRolePolicyForBackup\".",
            (action, resource) => action is "backup:CopyFromBackupVault" && resource is "*"),
        new("A backup has no name before it is made: those of one region and account are the narrowest there is. Source: AWS, \"AWSBackupServiceRolePolicyForBackup\".",
            (action, resource) => action is "backup:TagResource" && resource.StartsWith("arn:aws:backup:") && resource.EndsWith(":recovery-point:*") && resource.Count(letter => letter is '*') == 1),
        new("FIS finds its targets by a call that has no resources to name. Source: AWS, \"AWS FIS Actions reference\"; \"Actions, resources, and condition keys for Amazon Resource Group Tagging API\".",
            (action, resource) => action is "tag:GetResources" && resource is "*"),
        new("What sets up the delivery of an experiment's log has no resources to name. Source: AWS, \"Enable logging from AWS services\", logs sent to CloudWatch Logs.",
            (action, resource) => action is "logs:CreateLogDelivery" or "logs:PutResourcePolicy" or "logs:DescribeResourcePolicies" or "logs:DescribeLogGroups" && resource is "*"),
    ];

    public string Name => "least-privilege";

    public IEnumerable<Violation> Check(ResourceGraph graph) =>
    [
        .. from policy in graph.OfType(AwsTypes.RolePolicy)
           from statement in policy.Document("policy").Allows()
           from action in statement["Action"].Texts().DefaultIfEmpty("*") // NotAction is a wildcard too
           from resource in statement["Resource"].Texts().DefaultIfEmpty("*")
           where (action.Contains('*') || resource.Contains('*')) && !Exemptions.Any(exemption => exemption.IsMeant(action, resource))
           select new Violation(Name, policy.Name, $"{action} on {resource}", "name the action and the resource; where AWS takes no resource, add an exemption with its reason to LeastPrivilege"),
        .. from attachment in graph.OfType(AwsTypes.RolePolicyAttachment)
           select new Violation(Name, attachment.Name, $"attaches {attachment.Text("policyArn")}, which others write", "write the grants into a RolePolicy"),
        .. from role in graph.OfType(AwsTypes.Role)
           where role.Inputs["managedPolicyArns"] is not null
           select new Violation(Name, role.Name, "has managed policies, which others write", "write the grants into a RolePolicy"),
    ];
}
