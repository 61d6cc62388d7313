using System.Text.Json;
using System.Text.Json.Nodes;
using Appointments.Local.Gateway.Document;

namespace Appointments.Local.Gateway.Integrations;

/// <summary>Reads what a function answered: <c>statusCode</c>, <c>headers</c>, <c>multiValueHeaders</c>, <c>body</c>, <c>isBase64Encoded</c> and nothing else
/// (AWS, "Output format of a Lambda function for proxy integration": another form is 502).</summary>
internal static class ProxyAnswer
{
    private static readonly HashSet<string> Known = ["statusCode", "headers", "multiValueHeaders", "body", "isBase64Encoded"];

    /// <exception cref="GatewayFault">502: not in that form.</exception>
    public static MethodAnswer Read(ReadOnlyMemory<byte> payload)
    {
        try
        {
            return Map(JsonNode.Parse(payload.Span) as JsonObject ?? throw new JsonException("not an object"));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new GatewayFault(FaultKind.BadGateway, cause: e);
        }
    }

    private static MethodAnswer Map(JsonObject answer)
    {
        if (answer.FirstOrDefault(field => !Known.Contains(field.Key)).Key is { } strange)
        {
            throw new JsonException($"the field {strange} is not part of a proxy answer");
        }

        var many = (answer["multiValueHeaders"]?.AsObject() ?? []).SelectMany(header => header.Value!.AsArray().Select(value => KeyValuePair.Create(header.Key, Text(value)))).ToArray();
        var single = (answer["headers"]?.AsObject() ?? []).Select(header => KeyValuePair.Create(header.Key, Text(header.Value)))
            // Where both name a header, the multi-value one counts (same page).
            .Where(header => !many.Any(other => other.Key.Equals(header.Key, StringComparison.OrdinalIgnoreCase)));
        return new MethodAnswer(
            answer["statusCode"] is { } status ? IntegrationImport.Number(status) : 200,
            // A body that says it is Base64 stays so: the API declares no binary media types.
            [KeyValuePair.Create("Content-Type", MediaType.Json), .. single, .. many],
            answer["body"]?.GetValue<string>() ?? "");
    }

    private static string Text(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => value?.GetValue<string>() ?? throw new JsonException("a header without a value"),
    };
}
