using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Appointments.Local.Gateway.Document;

/// <summary>Reads <c>x-amazon-apigateway-integration</c> (AWS, "x-amazon-apigateway-integration object").</summary>
internal static class IntegrationImport
{
    private const int DefaultTimeoutMilliseconds = 29_000; // AWS, "Amazon API Gateway quotas": 50 ms to 29 s for a regional REST API unless raised.

    public static Integration Read(string where, JsonNode integration) => new(
        Kind(where, Text(integration["type"])),
        Text(integration["uri"]),
        Texts(integration["requestParameters"]).ToImmutableDictionary(),
        new Templates([.. Texts(integration["requestTemplates"])]),
        Text(integration["passthroughBehavior"]).ToLowerInvariant() switch
        {
            "" or "when_no_match" => Passthrough.WhenNoMatch,
            "when_no_templates" => Passthrough.WhenNoTemplates,
            "never" => Passthrough.Never,
            var other => throw new ApiImportException($"{where}: passthroughBehavior is {other}; expected when_no_match, when_no_templates or never."),
        },
        [.. (integration["responses"]?.AsObject() ?? []).Select(response => Response(response.Key, response.Value!))],
        TimeSpan.FromMilliseconds(integration["timeoutInMillis"] is { } timeout ? Number(timeout) : DefaultTimeoutMilliseconds));

    /// <summary>A number that the document may write as text.</summary>
    public static int Number(JsonNode node) => node.GetValueKind() == JsonValueKind.String ? int.Parse(node.GetValue<string>()) : node.GetValue<int>();

    public static IEnumerable<KeyValuePair<string, string>> Texts(JsonNode? map) =>
        (map?.AsObject() ?? []).Select(entry => KeyValuePair.Create(entry.Key, Text(entry.Value)));

    private static string Text(JsonNode? node) => node?.GetValue<string>() ?? "";

    private static IntegrationKind Kind(string where, string type) => type.ToLowerInvariant() switch
    {
        "aws" => IntegrationKind.Aws,
        "aws_proxy" => IntegrationKind.AwsProxy,
        "mock" => IntegrationKind.Mock,
        _ => throw new ApiImportException($"{where}: an integration of type '{type}' is not emulated; the local gateway has aws, aws_proxy and mock."),
    };

    private static IntegrationResponse Response(string pattern, JsonNode response) => new(
        pattern,
        response["statusCode"] is { } status ? Number(status) : 200,
        Texts(response["responseParameters"])
            .Where(entry => entry.Key.StartsWith("method.response.header.", StringComparison.Ordinal))
            .ToImmutableDictionary(entry => entry.Key["method.response.header.".Length..], entry => entry.Value),
        new Templates([.. Texts(response["responseTemplates"])]));
}
