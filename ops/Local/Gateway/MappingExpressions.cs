using System.Text.Json.Nodes;
using Appointments.Local.Velocity;

namespace Appointments.Local.Gateway;

/// <summary>Parameter mapping: <c>'constant'</c>, <c>method.request.…</c>, <c>integration.response.…</c>, <c>context.…</c>, <c>stageVariables.…</c> (AWS, "Parameter mapping source reference for REST APIs in API Gateway").</summary>
internal static class MappingExpressions
{
    /// <param name="answer">The backend's answer; null while the request is mapped.</param>
    /// <returns>The value; null where the source has none, and then the target is left out.</returns>
    public static string? Resolve(string expression, RequestVariables variables, BackendAnswer? answer = null)
    {
        if (expression is ['\'', .., '\''])
        {
            return expression[1..^1];
        }

        var (source, name) = Split(expression);
        return source switch
        {
            "method.request.header" => variables.Request.Header(name),
            "method.request.querystring" => Find(variables.Parameters["querystring"], name),
            "method.request.path" => Find(variables.Parameters["path"], name),
            "method.request.body" => name.Length == 0 ? variables.Request.Body : Text(new JsonPaths(variables.Request.Body).Select($"$.{name}")),
            "integration.response.header" => answer?.Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value,
            "integration.response.body" => answer is null ? null : name.Length == 0 ? answer.Body : Text(new JsonPaths(answer.Body).Select($"$.{name}")),
            "context" => Context(variables.Context, name),
            "stageVariables" => Find(variables.StageVariables, name),
            _ => null,
        };
    }

    /// <summary>A <c>$context</c> variable by its dotted name; null where it has no value.</summary>
    public static string? Context(JsonNode context, string name)
    {
        var found = name.Split('.').Aggregate((JsonNode?)context, (at, part) => (at as JsonObject)?[part]);
        return found is JsonValue value ? value.ToString() : found?.ToJsonString();
    }

    private static (string Source, string Name) Split(string expression)
    {
        string[] sources = ["method.request.header", "method.request.querystring", "method.request.path", "method.request.body", "integration.response.header", "integration.response.body", "context", "stageVariables"];
        var source = sources.FirstOrDefault(known => expression == known || expression.StartsWith($"{known}.", StringComparison.Ordinal)) ?? "";
        return (source, expression.Length > source.Length ? expression[(source.Length + 1)..] : "");
    }

    private static string? Find(JsonNode? map, string name) => map?[name]?.ToString();

    private static string? Text(string? json) => json is null ? null : JsonNode.Parse(json)?.ToString();
}
