using System.Text.Json.Nodes;

namespace Appointments.Deploy.Components;

/// <summary>The JSON of policies that stand on a resource: a key, a queue, a topic. Those of roles are in <see cref="Policies"/>.</summary>
internal static class ResourcePolicy
{
    /// <summary>Without its account a key could never be managed again. Source: AWS, "Default key policy".</summary>
    public static JsonObject OwnedBy(string account) => Statement(new JsonObject { ["AWS"] = $"arn:aws:iam::{account}:root" }, ["kms:*"], "*");

    /// <summary>A service, only for this account: it works for every one. Source: AWS, "The confused deputy problem".</summary>
    public static JsonObject ForService(string account, string service, string[] actions, string resource) =>
        If(Statement(new JsonObject { ["Service"] = service }, actions, resource), "StringEquals", "aws:SourceAccount", account);

    /// <summary>
    /// Nobody, whoever it is, comes without TLS. SQS and SNS still answer over plain HTTP. Sources: AWS, "Amazon SQS security best practices" and "Amazon SNS security best practices",
    /// enforce encryption of data in transit.
    /// </summary>
    /// <param name="action">Such as <c>sqs:*</c>; SNS takes no <c>sns:*</c> in a topic's policy.</param>
    public static JsonObject OverTlsOnly(string action, string resource)
    {
        var statement = If(Statement(new JsonObject { ["AWS"] = "*" }, [action], resource), "Bool", "aws:SecureTransport", "false");
        statement["Effect"] = "Deny";
        return statement;
    }

    public static JsonObject Statement(JsonObject principal, string[] actions, string resource) => new()
    {
        ["Effect"] = "Allow",
        ["Principal"] = principal,
        ["Action"] = Texts(actions),
        ["Resource"] = resource,
    };

    /// <summary>Adds a condition; all of them must hold.</summary>
    public static JsonObject If(JsonObject statement, string comparison, string key, params string[] values)
    {
        if (statement["Condition"] is not JsonObject conditions)
            statement["Condition"] = conditions = [];
        if (conditions[comparison] is not JsonObject keys)
            conditions[comparison] = keys = [];
        keys[key] = values is [var only] ? only : Texts(values);
        return statement;
    }

    public static string Document(params JsonNode[] statements) => new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray(statements) }.ToJsonString();

    private static JsonArray Texts(string[] values) => [.. values.Select(value => (JsonNode)value)];
}
