using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;
using Pulumi;

namespace Appointments.Graph;

/// <summary>Values as mocks see them, as JSON: numbers that are whole without a fraction, secrets masked, archives by their path.</summary>
/// <param name="secrets">Texts that may not be shown, wherever they stand.</param>
/// <param name="codePath">The deployment archive's path; an archive does not tell its own.</param>
internal sealed class WireValue(IReadOnlyCollection<string> secrets, string codePath)
{
    private const string Masked = "[secret]";

    public JsonObject Object(IEnumerable<KeyValuePair<string, object>> map) =>
        new(map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, Node(pair.Value))));

    public JsonNode? Node(object? value) => value switch
    {
        null => null,
        string text => secrets.Aggregate(text, (masked, secret) => masked.Replace(secret, Masked, StringComparison.Ordinal)),
        bool truth => truth,
        Archive => codePath,
        IEnumerable<KeyValuePair<string, object>> map => Object(map),
        IDictionary map => Object(map.Keys.Cast<string>().Select(key => KeyValuePair.Create(key, map[key]!))), // whatever its values are
        IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(Node)]),
        IConvertible number => Number(number.ToDouble(CultureInfo.InvariantCulture)),
        _ => throw new NotSupportedException($"A {value.GetType()} stands in a resource's inputs: expected text, a number, a truth value, a list, a map or an archive."),
    };

    private static JsonValue Number(double number) => double.IsInteger(number) && Math.Abs(number) < 1e15 ? JsonValue.Create((long)number) : JsonValue.Create(number);
}
