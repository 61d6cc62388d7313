using System.Text.Json.Nodes;
using Appointments.Plan;

namespace Appointments.Checks.Policies;

/// <summary>Every route wants a key, but for what Route 53's health checkers ask: they can send none.</summary>
public sealed class OpenRoutes : IPolicy
{
    public string Name => "open-routes";

    public IEnumerable<Violation> Check(ResourceGraph graph)
    {
        string[] open = [ApiPaths.Health, .. graph.OfType(AwsTypes.Provider).Select(provider => ApiPaths.Drained(provider.Text("region")!))];
        return from api in graph.OfType(AwsTypes.RestApi)
               from path in api.Document("body")!["paths"]!.AsObject()
               from method in path.Value!.AsObject()
               where !(open.Contains(path.Key) && (method.Key is "get" || ReachesNothing(method.Value))) && method.Value?["security"] is null or JsonArray { Count: 0 }
               select new Violation(Name, api.Name, $"{method.Key} {path.Key} wants no key", "add the API key's security requirement to the operation");
    }

    /// <summary>Answers by itself, such as 405 to every other method of these paths.</summary>
    private static bool ReachesNothing(JsonNode? operation) => operation?["x-amazon-apigateway-integration"]?["type"]?.ToString() is "mock";
}
