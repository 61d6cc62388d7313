using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace Appointments.Drills.Experiments;

/// <summary>Reads a probe's tolerance.</summary>
internal sealed class ToleranceReader(JsonReading read)
{
    /// <summary>A pattern of a drill's file looks at a command's output; none needs longer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <returns>Null where it is none; then a problem was noted.</returns>
    public Tolerance? Read(JsonNode node, string place)
    {
        switch (node)
        {
            case JsonValue value when value.TryGetValue<int>(out var code):
                return new Tolerance.ExitCodes([code]);
            case JsonArray codes when codes.Count > 0 && codes.All(each => each is JsonValue value && value.TryGetValue<int>(out _)):
                return new Tolerance.ExitCodes([.. codes.Select(each => each!.GetValue<int>())]);
            case JsonObject kind:
                return ReadKind(kind, place);
            default:
                read.Problem(place, "expected an exit code, a list of them, or an object of type regex, range or jsonpath");
                return null;
        }
    }

    private Tolerance? ReadKind(JsonObject node, string place)
    {
        var target = Target(node, place);
        switch (read.Text(node, "type", place))
        {
            case "regex":
                read.Members(node, place, "type", "target", "pattern");
                return ReadPattern(read.Text(node, "pattern", place), target, place);
            case "range":
                read.Members(node, place, "type", "target", "range");
                return ReadRange(node, target, place);
            case "jsonpath":
                read.Members(node, place, "type", "target", "path", "expect", "count");
                return ReadPath(node, target, place);
            default:
                read.Problem($"{place}.type", "expected regex, range or jsonpath");
                return null;
        }
    }

    private ToleranceTarget Target(JsonObject node, string place)
    {
        switch (node["target"]?.ToString())
        {
            case "stdout": return ToleranceTarget.Stdout;
            case "stderr": return ToleranceTarget.Stderr;
            default:
                read.Problem($"{place}.target", "expected stdout or stderr"); // without one the Chaos Toolkit would look at the whole result, which is no text
                return ToleranceTarget.Stdout;
        }
    }

    private Tolerance.Pattern? ReadPattern(string pattern, ToleranceTarget target, string place)
    {
        try { return new Tolerance.Pattern(new Regex(pattern, RegexOptions.CultureInvariant, Patience), target); }
        catch (RegexParseException problem)
        {
            read.Problem($"{place}.pattern", problem.Message);
            return null;
        }
    }

    private Tolerance.Range? ReadRange(JsonObject node, ToleranceTarget target, string place)
    {
        if (node["range"] is JsonArray { Count: 2 } range && range.All(each => each?.GetValueKind() is JsonValueKind.Number) && range[0]!.GetValue<double>() <= range[1]!.GetValue<double>())
            return new Tolerance.Range(range[0]!.GetValue<double>(), range[1]!.GetValue<double>(), target);
        read.Problem($"{place}.range", "expected two numbers, the smaller first");
        return null;
    }

    private Tolerance.Path? ReadPath(JsonObject node, ToleranceTarget target, string place)
    {
        var path = read.Text(node, "path", place);
        try { _ = new JObject().SelectTokens(path).Count(); }
        catch (Newtonsoft.Json.JsonException problem)
        {
            read.Problem($"{place}.path", problem.Message);
            return null;
        }
        // As the Chaos Toolkit has it: a list is what all findings are compared with, anything else is the only one.
        var expected = node["expect"] is { } expect ? JToken.Parse(expect is JsonArray ? expect.ToJsonString() : $"[{expect.ToJsonString()}]") as JArray : null;
        return new Tolerance.Path(path, expected, node["count"] is { } count ? (int)read.Number(count, $"{place}.count") : null, target);
    }
}
