using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Appointments.Aws;

/// <summary>The IAM policy of who drains regions and resolves quarantine: what the verbs call and nothing else. What an act was written as, nobody with it can delete.</summary>
/// <remarks>Source: AWS, "Using IAM policy conditions for fine-grained access control" (DynamoDB): <c>dynamodb:LeadingKeys</c>.</remarks>
public static class OperatorPolicy
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Document(DeployedStack stack)
    {
        var names = new JsonArray([.. stack.Regions.Select(region => (JsonNode)region.Name)]);
        var queues = stack.Regions.SelectMany(region => region.Queues.Values.Select(queue => (region.Name, Queue: queue))).ToArray();
        return new JsonObject
        {
            ["Version"] = "2012-10-17",
            ["Statement"] = new JsonArray(
                Allow("MarksAndActs", ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Scan"], Tables(stack, stack.Tables.Regions)),
                Allow("MarksOnlyAreTakenAway", ["dynamodb:DeleteItem"], Tables(stack, stack.Tables.Regions), new JsonObject { ["ForAllValues:StringEquals"] = new JsonObject { ["dynamodb:LeadingKeys"] = names } }),
                Allow("Quarantine", ["dynamodb:Scan", "dynamodb:Query", "dynamodb:UpdateItem"], Tables(stack, stack.Tables.Quarantine)),
                Allow("WhetherItStands", ["dynamodb:Query"], Tables(stack, stack.Tables.Appointments)),
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

    private static IEnumerable<string> Tables(DeployedStack stack, string table) => stack.Regions.Select(region => $"arn:aws:dynamodb:{region.Name}:{Account(region)}:table/{table}");

    private static string Arn(string region, Uri queue) => $"arn:aws:sqs:{region}:{queue.Segments[1].TrimEnd('/')}:{queue.Segments[2]}";

    /// <summary>A queue's address names its account; a table's name does not.</summary>
    private static string Account(DeployedRegion region) => region.Queues.Values.First().Url.Segments[1].TrimEnd('/');
}
