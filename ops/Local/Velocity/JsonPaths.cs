using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Appointments.Local.Velocity;

/// <summary>JSONPath over one payload, parsed at the first question and not before: a template that never asks may carry anything.</summary>
/// <param name="payload">JSON; empty counts as <c>{}</c>, as on API Gateway.</param>
public sealed class JsonPaths(string payload)
{
    private static readonly JsonLoadSettings Load = new() { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Replace };
    private JToken? _root;

    /// <summary>Answers as Jayway's JsonPath, which API Gateway uses: one value for a definite path, a list for an indefinite one.</summary>
    /// <returns>JSON; null where nothing stands there.</returns>
    /// <exception cref="MalformedPayloadException">The payload is not JSON.</exception>
    public string? Select(string path)
    {
        var found = Root().SelectTokens(path.Length == 0 ? "$" : path).ToArray();
        var indefinite = path.Contains("..", StringComparison.Ordinal) || path.Contains('*') || path.Contains("[?", StringComparison.Ordinal);
        return indefinite ? new JArray(found.Cast<object>().ToArray()).ToString(Formatting.None)
            : found is [var one, ..] && one.Type != JTokenType.Null ? one.ToString(Formatting.None)
            : null;
    }

    private JToken Root() => _root ??= Parse(payload);

    private static JToken Parse(string payload)
    {
        if (payload.Length == 0)
        {
            return new JObject();
        }

        try
        {
            // Dates stay the text that came: DateParseHandling would rewrite them.
            using var reader = new JsonTextReader(new StringReader(payload)) { DateParseHandling = DateParseHandling.None, FloatParseHandling = FloatParseHandling.Decimal, MaxDepth = 1000 };
            return JToken.Load(reader, Load);
        }
        catch (JsonException e)
        {
            throw new MalformedPayloadException(e);
        }
    }
}
