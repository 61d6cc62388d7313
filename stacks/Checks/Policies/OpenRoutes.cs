using Appointments.Plan;

namespace Appointments.Checks.Policies;

/// <summary>Every route wants a key, but for what Route 53's health checkers ask: they can send none.</summary>
public sealed class OpenRoutes : IPolicy
{
    private static readonly string DrainedPrefix = ApiPaths.Drained("");

    public string Name => "open-routes";

    public IEnumerable<Violation> Check(ResourceGraph graph) =>
        from api in graph.OfType(AwsTypes.RestApi)
        from path in api.Document("body")!["paths"]!.AsObject()
        where path.Key != ApiPaths.Health && !path.Key.StartsWith(DrainedPrefix)
        from method in path.Value!.AsObject()
        where method.Value?["security"] is null or System.Text.Json.Nodes.JsonArray { Count: 0 }
        select new Violation(Name, api.Name, $"{method.Key} {path.Key} wants no key", "add the API key's security requirement to the operation");
}
