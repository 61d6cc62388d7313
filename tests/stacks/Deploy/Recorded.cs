using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Appointments.Graph;
using Appointments.Plan;

namespace Appointments.Tests.Deploy;

/// <summary>Pulumi's mocks use process-wide state, so whatever runs the program is in this one collection.</summary>
[CollectionDefinition(nameof(Recorded))]
public sealed class RecordedCollection : ICollectionFixture<Recorded>;

/// <summary>Graphs of the program, each recorded once. A mock cannot prove that AWS accepts what is declared.</summary>
public sealed class Recorded
{
    private readonly ConcurrentDictionary<string, Lazy<Task<ResourceGraph>>> graphs = new();

    public static readonly string[] Stacks = ["dev", "prod"];

    public static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));

    public Task<ResourceGraph> GraphAsync(string stack, params string[] overrides) =>
        graphs.GetOrAdd($"{stack} {string.Join(' ', overrides)}", _ => new Lazy<Task<ResourceGraph>>(() => GraphRecorder.RecordAsync(StackConfiguration.Read(Root(), stack, overrides)))).Value;

    public static DeploymentSettings Settings(string stack, params string[] overrides) => StackConfiguration.Read(Root(), stack, overrides).ToSettings();
}

internal static class GraphQuestions
{
    public static GraphResource Named(this ResourceGraph graph, string type, string name) =>
        graph.OfType(type).SingleOrDefault(resource => resource.Name == name) ?? throw new InvalidOperationException($"The graph has no {type} {name}.");

    public static JsonObject Json(this GraphResource resource, string input) => JsonNode.Parse(resource.Inputs[input]!.ToString())!.AsObject();

    /// <summary>A policy's statements as (action, resource) pairs.</summary>
    public static IEnumerable<(string Action, string Resource)> Grants(this GraphResource rolePolicy) =>
        from statement in rolePolicy.Json("policy")["Statement"]!.AsArray()
        from action in statement!["Action"]!.AsArray()
        from resource in statement["Resource"]!.AsArray()
        select (action!.ToString(), resource!.ToString());

    public static IEnumerable<GraphResource> Aws(this ResourceGraph graph) => graph.Resources.Where(resource => resource.Type.StartsWith("aws:"));
}
