using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Appointments.Local.Watching;

/// <summary>A line of an API's access log, made as its stage declares it.</summary>
/// <remarks>Source: AWS, "Set up CloudWatch logging for REST APIs in API Gateway": a variable without a value is <c>-</c>.</remarks>
internal static partial class AccessLogLine
{
    public static JsonObject Of(string format, JsonObject context) => JsonNode.Parse(Variable().Replace(format, found => Value(context, found.Groups[1].Value)))!.AsObject();

    private static string Value(JsonObject context, string path)
    {
        JsonNode? value = context;
        foreach (var name in path.Split('.'))
            value = (value as JsonObject)?[name];
        return value is JsonValue ? JsonEncodedText(value) : "-";
    }

    /// <summary>Within quotes of the format, as the gateway escapes it.</summary>
    private static string JsonEncodedText(JsonNode value) => System.Text.Json.JsonEncodedText.Encode(value.ToString()).ToString();

    [GeneratedRegex(@"\$context\.(\w+(?:\.\w+)*)")]
    private static partial Regex Variable();
}
