using System.Text.Encodings.Web;
using System.Text.Json;

namespace Appointments.Plan;

/// <summary>The graph's file form: camelCase, sorted, without times or random values, so that two of them can be compared.</summary>
public static class GraphJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // names such as Perú and signs such as > as people read them
    };

    public static string Write(ResourceGraph graph) => JsonSerializer.Serialize(graph, Options);

    /// <exception cref="JsonException">The text is not a graph.</exception>
    public static ResourceGraph Read(string json) =>
        JsonSerializer.Deserialize<ResourceGraph>(json, Options) ?? throw new JsonException("The text is null: expected a graph.");
}
