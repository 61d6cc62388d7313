using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Appointments.Drills.Experiments;

/// <summary>Reads a JSON object and collects what is wrong with it, each with its place; what is wrong reads as empty, so that reading goes on.</summary>
internal sealed class JsonReading(List<string> problems)
{
    public void Problem(string place, string what) => problems.Add($"{place}: {what}");

    /// <summary>A misspelt member would else be left out in silence.</summary>
    public void Members(JsonObject node, string place, params string[] known)
    {
        foreach (var (name, _) in node.Where(member => !known.Contains(member.Key)))
            Problem($"{place}.{name}", $"is not known here; expected one of {string.Join(", ", known)}");
    }

    public string Text(JsonObject node, string name, string place)
    {
        if (node[name] is JsonValue value && value.GetValueKind() is JsonValueKind.String && value.GetValue<string>() is { Length: > 0 } text)
            return text;
        Problem($"{place}.{name}", "is missing or no text; expected a text that is not empty");
        return "";
    }

    public ImmutableArray<string> Texts(JsonObject node, string name, string place)
    {
        if (node[name] is JsonArray array && array.All(each => each?.GetValueKind() is JsonValueKind.String))
            return [.. array.Select(each => each!.GetValue<string>())];
        Problem($"{place}.{name}", "is missing or no list of texts");
        return [];
    }

    public JsonObject Object(JsonObject node, string name, string place)
    {
        if (node[name] is JsonObject found)
            return found;
        Problem($"{place}.{name}", "is missing or no object");
        return [];
    }

    /// <param name="atLeast">How many there have to be.</param>
    public ImmutableArray<(JsonObject Node, string Place)> Objects(JsonObject node, string name, string place, int atLeast)
    {
        var array = node[name] as JsonArray ?? [];
        if (array.Count < atLeast || (node[name] is not null and not JsonArray) || array.Any(each => each is not JsonObject))
            Problem($"{place}.{name}", $"has to be a list of {(atLeast > 0 ? $"{atLeast} or more " : "")}objects");
        return [.. array.Select((each, index) => (each as JsonObject ?? [], $"{place}.{name}[{index}]"))];
    }

    public double Number(JsonNode? node, string place)
    {
        if (node?.GetValueKind() is JsonValueKind.Number)
            return node.GetValue<double>();
        Problem(place, "is missing or no number");
        return 0;
    }
}
