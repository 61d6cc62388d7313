using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Appointments.Deploy.Components;

/// <summary>One permission: actions on resources, never <c>*</c> where AWS lets a resource be named.</summary>
public sealed record Grant(ImmutableArray<string> Actions, ImmutableArray<string> Resources);

/// <summary>The JSON documents that AWS takes for who may do what, and for redrive.</summary>
public static class Policies
{
    /// <summary>What a role may do.</summary>
    public static string Allow(IEnumerable<Grant> grants) => Document(grants.Select(grant => new JsonObject
    {
        ["Effect"] = "Allow",
        ["Action"] = new JsonArray([.. grant.Actions.Select(action => (JsonNode)action)]),
        ["Resource"] = new JsonArray([.. grant.Resources.Select(resource => (JsonNode)resource)]),
    }));

    /// <summary>Which service may take a role on.</summary>
    /// <param name="service">Such as <c>lambda.amazonaws.com</c>.</param>
    public static string AssumedBy(string service) => Document([new JsonObject
    {
        ["Effect"] = "Allow",
        ["Principal"] = new JsonObject { ["Service"] = service },
        ["Action"] = "sts:AssumeRole",
    }]);

    public static string Redrive(string deadLetterArn, int maxReceives) =>
        new JsonObject { ["deadLetterTargetArn"] = deadLetterArn, ["maxReceiveCount"] = maxReceives }.ToJsonString();

    /// <summary>Only that queue may use this one for its dead letters.</summary>
    public static string AllowRedriveFrom(string queueArn) =>
        new JsonObject { ["redrivePermission"] = "byQueue", ["sourceQueueArns"] = new JsonArray(queueArn) }.ToJsonString();

    private static string Document(IEnumerable<JsonObject> statements) =>
        new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray([.. statements]) }.ToJsonString();
}
