using System.Text.Json.Nodes;
using Appointments.Plan;

namespace Appointments.Checks.Policies;

/// <summary>Everything that takes tags carries Plan's: by the default tags of its provider, replicas of tables by propagation. Costs and clean-ups go by them.</summary>
public sealed class TagsEverywhere : IPolicy
{
    public string Name => "tags";

    public IEnumerable<Violation> Check(ResourceGraph graph) => [.. Providers(graph), .. Overrides(graph), .. Replicas(graph)];

    private IEnumerable<Violation> Providers(ResourceGraph graph) =>
        from provider in graph.OfType(AwsTypes.Provider)
        let tags = DefaultTags(provider)
        from tag in Tags.For(graph.Stack)
        where tags?[tag.Key]?.ToString() != tag.Value
        select new Violation(Name, provider.Name, $"its default tags lack {tag.Key}={tag.Value}", "set DefaultTags to Plan's Tags.For(stack)");

    /// <summary>A provider's inputs are texts: structures come as JSON.</summary>
    private static JsonNode? DefaultTags(GraphResource provider) => provider.Inputs["defaultTags"] switch
    {
        JsonObject tags => tags["tags"],
        JsonValue text => JsonNode.Parse(text.ToString())?["tags"],
        _ => null,
    };

    private IEnumerable<Violation> Overrides(ResourceGraph graph) =>
        from resource in graph.Resources
        where resource.Inputs["tags"] is JsonObject
        from tag in Tags.For(graph.Stack)
        where resource.Inputs["tags"]![tag.Key] is { } own && own.ToString() != tag.Value
        select new Violation(Name, resource.Name, $"its own tag {tag.Key} hides the default", "take the tag out, or give it another name");

    private IEnumerable<Violation> Replicas(ResourceGraph graph) =>
        from table in graph.OfType(AwsTypes.Table)
        from replica in table.Inputs["replicas"]?.AsArray() ?? []
        where !replica!["propagateTags"].IsTrue()
        select new Violation(Name, table.Name, $"its replica in {replica["regionName"]} has no tags", "set PropagateTags on the replica");
}
