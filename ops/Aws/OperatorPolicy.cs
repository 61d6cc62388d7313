using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Appointments.Contract;

namespace Appointments.Aws;

/// <summary>The IAM policy of who drains regions and resolves quarantine: what the verbs call and nothing else. Nobody with it can delete an act; one can be overwritten, by another Put under its key.</summary>
/// <remarks>
/// Source: AWS, "Using IAM policy conditions for fine-grained access control" (DynamoDB): <c>dynamodb:LeadingKeys</c>. IAM cannot ask for the condition with which the verbs write (that there is no such item), so what nobody
/// with it can touch are CloudTrail's data events of the table, in another account's bucket; this program does not declare them.
/// No KMS action, with a customer's own key neither: the key's policy lets whoever may use a table or queue of the account use the key through DynamoDB and SQS, and nobody use it otherwise (DataKey,
/// tested). A grant here would let operators call KMS itself. Source: AWS, "DynamoDB encryption at rest: how it works", authorizing use of the key; an account's own boundary or SCP may still forbid it.
/// </remarks>
public static class OperatorPolicy
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Document(DeployedStack stack)
    {
        string[] regions = [.. stack.Regions.Select(region => region.Name)];
        var queues = stack.Regions.SelectMany(region => region.Queues.Values.Select(queue => (region.Name, Queue: queue))).ToArray();
        return new JsonObject
        {
            ["Version"] = "2012-10-17",
            ["Statement"] = new JsonArray(
                Allow("MarksAndActs", ["dynamodb:GetItem", "dynamodb:ConditionCheckItem", "dynamodb:Scan"], Tables(stack, stack.Tables.Regions)),
                Allow("NoAlarmIsWritten", ["dynamodb:PutItem"], Tables(stack, stack.Tables.Regions), Keys("ForAllValues:StringLike", [.. regions, .. regions.Select(RegionsTable.ProbeKey), $"{RegionsTable.ActPrefix}*"])),
                Allow("OnlyMarksAreTakenAway", ["dynamodb:UpdateItem"], Tables(stack, stack.Tables.Regions), Keys("ForAllValues:StringEquals", regions)),
                Allow("Quarantine", ["dynamodb:Scan", "dynamodb:Query", "dynamodb:UpdateItem"], Tables(stack, stack.Tables.Quarantine)),
                Allow("WhetherItStands", ["dynamodb:Query"], Tables(stack, stack.Tables.Appointments)),
                Allow("WhetherReplicationWorks", ["dynamodb:GetItem", "dynamodb:PutItem"], Tables(stack, stack.Tables.Appointments), Keys("ForAllValues:StringEquals", regions.Select(AppointmentsTable.ProbeId))),
                Allow("Backlog", ["sqs:GetQueueAttributes"], queues.SelectMany(each => new[] { Arn(each.Name, each.Queue.Url), Arn(each.Name, each.Queue.DeadLetters) })),
                Allow("Requeue", ["sqs:SendMessage"], queues.Select(each => Arn(each.Name, each.Queue.Url)))),
        }.ToJsonString(Format);
    }

    private static JsonObject Allow(string name, string[] actions, IEnumerable<string> resources, JsonObject? condition = null)
    {
        var statement = new JsonObject
        {
            ["Sid"] = name,
            ["Effect"] = "Allow",
            ["Action"] = new JsonArray([.. actions.Select(action => (JsonNode)action)]),
            ["Resource"] = new JsonArray([.. resources.Select(resource => (JsonNode)resource)]),
        };
        if (condition is not null)
            statement["Condition"] = condition;
        return statement;
    }

    private static JsonObject Keys(string condition, IEnumerable<string> keys) => new() { [condition] = new JsonObject { ["dynamodb:LeadingKeys"] = new JsonArray([.. keys.Select(key => (JsonNode)key)]) } };

    private static IEnumerable<string> Tables(DeployedStack stack, string table) => stack.Regions.Select(region => $"arn:aws:dynamodb:{region.Name}:{Account(region)}:table/{table}");

    private static string Arn(string region, Uri queue) => $"arn:aws:sqs:{region}:{queue.Segments[1].TrimEnd('/')}:{queue.Segments[2]}";

    /// <summary>A queue's address names its account; a table's name does not.</summary>
    private static string Account(DeployedRegion region) => region.Queues.Values.First().Url.Segments[1].TrimEnd('/');
}
