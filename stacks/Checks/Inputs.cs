using System.Text.Json.Nodes;
using Appointments.Plan;

namespace Appointments.Checks;

/// <summary>How policies read a resource's inputs and outputs.</summary>
internal static class Inputs
{
    public static string? Text(this GraphResource resource, string input) => resource.Inputs[input]?.ToString();

    public static bool IsTrue(this JsonNode? node) => node is JsonValue value && value.TryGetValue(out bool yes) && yes;

    public static int? Number(this GraphResource resource, string input) => resource.Inputs[input] is JsonValue value && value.TryGetValue(out int number) ? number : null;

    public static string? Output(this GraphResource resource, string output) => resource.Outputs[output]?.ToString();

    /// <summary>A document that AWS takes as text; null where there is none.</summary>
    public static JsonNode? Document(this GraphResource resource, string input) => resource.Text(input) is { } text ? JsonNode.Parse(text) : null;

    /// <summary>A policy document's field may be one text or a list.</summary>
    public static IEnumerable<string> Texts(this JsonNode? node) => node switch
    {
        null => [],
        JsonArray items => items.Select(item => item!.ToString()),
        _ => [node.ToString()],
    };

    /// <summary>The statements of a policy document that allow something.</summary>
    public static IEnumerable<JsonObject> Allows(this JsonNode? document) =>
        (document?["Statement"] is JsonArray statements ? statements.OfType<JsonObject>() : []).Where(statement => statement["Effect"]?.ToString() is "Allow");

    /// <summary>Where data may be lost and the origin may be open: every other environment is treated as production.</summary>
    public static bool IsExpendable(this ResourceGraph graph) => graph.Stack is "dev";

    public static GraphResource? WithArn(this ResourceGraph graph, string type, string? arn) => graph.OfType(type).FirstOrDefault(resource => resource.Output("arn") == arn);

    /// <summary>Whether an event source mapping hands what it reads to this function: it may name it by ARN or by name.</summary>
    public static bool Feeds(this GraphResource mapping, GraphResource function) => mapping.Text("functionName") is { } fed && (fed == function.Output("arn") || fed == function.Output("name"));

    /// <summary>The headers that each edge adds to what it sends to an origin: its distribution, name and value.</summary>
    public static IEnumerable<(GraphResource Distribution, string Name, string? Value)> OriginHeaders(this ResourceGraph graph) =>
        from distribution in graph.OfType(AwsTypes.Distribution)
        from origin in distribution.Inputs["origins"]?.AsArray() ?? []
        from header in origin!["customHeaders"]?.AsArray() ?? []
        select (distribution, header!["name"]!.ToString(), header["value"]?.ToString());

    /// <summary>Keys that tables are encrypted with: without them, what is in the tables is gone.</summary>
    public static IEnumerable<GraphResource> DataKeys(this ResourceGraph graph)
    {
        var used = graph.OfType(AwsTypes.Table).SelectMany(table => (table.Inputs["replicas"]?.AsArray() ?? []).Select(replica => replica!["kmsKeyArn"]?.ToString()).Append(table.Inputs["serverSideEncryption"]?["kmsKeyArn"]?.ToString())).ToHashSet();
        return graph.OfType(AwsTypes.Key).Concat(graph.OfType(AwsTypes.ReplicaKey)).Where(key => used.Contains(key.Output("arn")));
    }
}
