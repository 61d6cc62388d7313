using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Appointments.Plan;

/// <summary>
/// Everything that the Pulumi program declares for one stack, as it was recorded. The local run, the tables, the tests and the checks read this and nothing else.
/// </summary>
/// <param name="Resources">Sorted by URN, each URN once.</param>
public sealed record ResourceGraph(string Project, string Stack, ImmutableArray<GraphResource> Resources)
{
    /// <summary>What the stack puts out, as <c>pulumi stack output --json</c> shows it.</summary>
    public JsonObject Outputs { get; init; } = [];

    /// <summary>The resources of one type, such as <c>aws:sqs/queue:Queue</c>, in the graph's order.</summary>
    public IEnumerable<GraphResource> OfType(string type) => Resources.Where(resource => resource.Type == type);
}

/// <summary>One resource: a provider, a component or what AWS would hold.</summary>
/// <param name="Parent">The parent's URN; null at the stack's root.</param>
/// <param name="Provider">The provider's resource name; null for components and providers themselves.</param>
/// <param name="Region">The region that it is in; null for what is global.</param>
/// <param name="DependsOn">URNs, sorted: the explicit ones and those whose outputs it uses.</param>
/// <param name="Inputs">Wire names; secrets as <c>"[secret]"</c>.</param>
/// <param name="Outputs">What the program can read, with <c>id</c>.</param>
public sealed record GraphResource(
    string Urn,
    string Type,
    string Name,
    string? Parent,
    string? Provider,
    string? Region,
    ImmutableArray<string> DependsOn,
    JsonObject Inputs,
    JsonObject Outputs)
{
    /// <summary>Looked up and not managed: it was there before the stack and outlives it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Read { get; init; }

    /// <summary>Pulumi refuses to delete or replace it until somebody takes the protection off.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Protect { get; init; }

    /// <summary>Taken out of the program it stays in AWS, and nobody manages it any more.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool RetainOnDelete { get; init; }
}
