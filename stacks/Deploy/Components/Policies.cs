using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Appointments.Deploy.Components;

/// <summary>One permission: actions on resources, never <c>*</c> where AWS lets a resource be named.</summary>
public sealed record Grant(ImmutableArray<string> Actions, ImmutableArray<string> Resources)
{
    /// <summary>Patterns of partition keys: only items under such keys, where the actions are DynamoDB's. Empty: any.</summary>
    /// <remarks>Source: AWS, "Using IAM policy conditions for fine-grained access control" of DynamoDB.</remarks>
    public ImmutableArray<string> OnlyKeys { get; init; } = [];

    /// <summary>Only what an AWS service asks for on the role's behalf, where the actions are KMS's. Source: AWS KMS, "AWS KMS condition keys", <c>kms:GrantIsForAWSResource</c>.</summary>
    public bool OnlyForAwsResources { get; init; }
}

/// <summary>The JSON documents that AWS takes for who may do what, and for redrive.</summary>
public static class Policies
{
    /// <summary>What a role may do.</summary>
    public static string Allow(IEnumerable<Grant> grants) => Document(grants.Select(Statement));

    /// <summary>Only one service, working for one resource, may put messages on a queue.</summary>
    public static JsonObject MaySend(string service, string sourceArn, string queueArn) => new()
    {
        ["Effect"] = "Allow",
        ["Principal"] = new JsonObject { ["Service"] = service },
        ["Action"] = "sqs:SendMessage",
        ["Resource"] = queueArn,
        ["Condition"] = new JsonObject { ["ArnEquals"] = new JsonObject { ["aws:SourceArn"] = sourceArn } },
    };

    /// <summary>Which service may take a role on.</summary>
    /// <param name="service">Such as <c>lambda.amazonaws.com</c>.</param>
    public static string AssumedBy(string service) => Document([new JsonObject
    {
        ["Effect"] = "Allow",
        ["Principal"] = new JsonObject { ["Service"] = service },
        ["Action"] = "sts:AssumeRole",
    }]);

    /// <summary>Which service may take a role on, and only on behalf of what this account has there. Source: AWS, "The confused deputy problem".</summary>
    /// <param name="sources">A pattern of ARNs.</param>
    public static string AssumedBy(string service, string account, string sources) => Document([new JsonObject
    {
        ["Effect"] = "Allow",
        ["Principal"] = new JsonObject { ["Service"] = service },
        ["Action"] = "sts:AssumeRole",
        ["Condition"] = new JsonObject { ["StringEquals"] = new JsonObject { ["aws:SourceAccount"] = account }, ["ArnLike"] = new JsonObject { ["aws:SourceArn"] = sources } },
    }]);

    public static string Redrive(string deadLetterArn, int maxReceives) =>
        new JsonObject { ["deadLetterTargetArn"] = deadLetterArn, ["maxReceiveCount"] = maxReceives }.ToJsonString();

    /// <summary>Only that queue may use this one for its dead letters.</summary>
    public static string AllowRedriveFrom(string queueArn) =>
        new JsonObject { ["redrivePermission"] = "byQueue", ["sourceQueueArns"] = new JsonArray(queueArn) }.ToJsonString();

    private static JsonObject Statement(Grant grant)
    {
        var statement = new JsonObject
        {
            ["Effect"] = "Allow",
            ["Action"] = new JsonArray([.. grant.Actions.Select(action => (JsonNode)action)]),
            ["Resource"] = new JsonArray([.. grant.Resources.Select(resource => (JsonNode)resource)]),
        };
        if (!grant.OnlyKeys.IsEmpty)
            statement["Condition"] = new JsonObject { ["ForAllValues:StringLike"] = new JsonObject { ["dynamodb:LeadingKeys"] = new JsonArray([.. grant.OnlyKeys.Select(key => (JsonNode)key)]) } };
        if (grant.OnlyForAwsResources)
            ResourcePolicy.If(statement, "Bool", "kms:GrantIsForAWSResource", "true");
        return statement;
    }

    private static string Document(IEnumerable<JsonObject> statements) =>
        new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray([.. statements]) }.ToJsonString();
}
