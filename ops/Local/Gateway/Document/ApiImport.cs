using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Appointments.Local.Gateway.Document;

/// <summary>Reads an OpenAPI 3 document as API Gateway imports it (AWS, "OpenAPI extensions for API Gateway").</summary>
internal sealed class ApiImport
{
    private const string Extension = "x-amazon-apigateway-";
    private static readonly ImmutableHashSet<string> Verbs = ["get", "put", "post", "delete", "options", "head", "patch"];

    private readonly JsonObject _root;
    private readonly ImmutableHashSet<string> _keySchemes;

    private ApiImport(JsonObject root)
    {
        _root = root;
        _keySchemes = [.. (root["components"]?["securitySchemes"]?.AsObject() ?? []).Where(scheme => IsKey(scheme.Value!)).Select(scheme => scheme.Key)];
    }

    /// <exception cref="ApiImportException">Not a document that can be imported; the message says where.</exception>
    public static ApiDocument Read(string document)
    {
        JsonObject root;
        try
        {
            root = JsonNode.Parse(document)!.AsObject();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new ApiImportException($"The OpenAPI document is not a JSON object: {e.Message}", e);
        }

        if (root[$"{Extension}api-key-source"]?.GetValue<string>() is { } source && source != "HEADER")
        {
            throw new ApiImportException($"{Extension}api-key-source is {source}; the local gateway takes keys from the header x-api-key only (HEADER).");
        }

        return new ApiImport(root).Document();
    }

    private ApiDocument Document() => new(
        [.. _root["paths"]!.AsObject().Select(path => Resource(path.Key, path.Value!.AsObject()))],
        (_root[$"{Extension}gateway-responses"]?.AsObject() ?? []).ToImmutableDictionary(response => response.Key, response => Responses(response.Value!)));

    private static bool IsKey(JsonNode scheme) =>
        scheme["type"]?.GetValue<string>() == "apiKey" && string.Equals(scheme["name"]?.GetValue<string>(), "x-api-key", StringComparison.OrdinalIgnoreCase) && scheme["in"]?.GetValue<string>() == "header";

    private static GatewayResponse Responses(JsonNode response) => new(
        response["statusCode"] is { } status ? IntegrationImport.Number(status) : null,
        IntegrationImport.Texts(response["responseParameters"])
            .Where(entry => entry.Key.StartsWith("gatewayresponse.header.", StringComparison.Ordinal))
            .ToImmutableDictionary(entry => entry.Key["gatewayresponse.header.".Length..], entry => entry.Value),
        new Templates([.. IntegrationImport.Texts(response["responseTemplates"])]));

    private ApiResource Resource(string path, JsonObject item)
    {
        var methods = item
            .Where(entry => Verbs.Contains(entry.Key) || entry.Key == $"{Extension}any-method")
            .ToImmutableDictionary(
                entry => Verbs.Contains(entry.Key) ? entry.Key.ToUpperInvariant() : ApiResource.AnyMethod,
                entry => Method($"{entry.Key} {path}", entry.Value!.AsObject(), item["parameters"]?.AsArray()));
        // Six letters, stable for a path, as API Gateway's resource ids look.
        return new ApiResource(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..6], path, methods);
    }

    private ApiMethod Method(string where, JsonObject operation, JsonArray? shared)
    {
        var integration = operation[$"{Extension}integration"]
            ?? throw new ApiImportException($"{where} has no {Extension}integration; API Gateway refuses to deploy such a method.");
        var validator = Validator(where, operation);
        var parameters = (operation["parameters"]?.AsArray() ?? []).Concat(shared ?? []).Select(Resolve);
        return new ApiMethod(
            // Only a method's own security counts: API Gateway ignores the document's.
            (operation["security"]?.AsArray() ?? []).Any(requirement => requirement!.AsObject().Any(scheme => _keySchemes.Contains(scheme.Key))),
            validator?["validateRequestParameters"]?.GetValue<bool>() == true
                ? [.. parameters.Where(parameter => parameter["required"]?.GetValue<bool>() == true).Select(parameter => new RequiredParameter(parameter["name"]!.GetValue<string>(), parameter["in"]!.GetValue<string>()))]
                : [],
            validator?["validateRequestBody"]?.GetValue<bool>() == true ? Models(operation) : ImmutableDictionary<string, string>.Empty,
            IntegrationImport.Read(where, integration));
    }

    private JsonNode? Validator(string where, JsonObject operation)
    {
        var name = (operation[$"{Extension}request-validator"] ?? _root[$"{Extension}request-validator"])?.GetValue<string>();
        return name is null ? null
            : _root[$"{Extension}request-validators"]?[name] ?? throw new ApiImportException($"{where} names the validator {name}, which {Extension}request-validators does not define.");
    }

    private ImmutableDictionary<string, string> Models(JsonObject operation) =>
        (operation["requestBody"] is { } body ? Resolve(body)["content"]?.AsObject() ?? [] : [])
            .Where(content => content.Value?["schema"] is not null)
            .ToImmutableDictionary(content => MediaType.Of(content.Key), content => Schema(content.Value!["schema"]!), StringComparer.OrdinalIgnoreCase);

    // A model may name others: they travel with it as draft 4's definitions.
    private string Schema(JsonNode schema)
    {
        var model = Resolve(schema).DeepClone().AsObject();
        if (_root["components"]?["schemas"] is { } schemas)
        {
            model["definitions"] = schemas.DeepClone();
        }

        return model.ToJsonString().Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal);
    }

    private JsonNode Resolve(JsonNode? node)
    {
        if (node?["$ref"]?.GetValue<string>() is not { } reference)
        {
            return node!;
        }

        return reference.TrimStart('#', '/').Split('/').Aggregate((JsonNode?)_root, (at, name) => at?[name])
            ?? throw new ApiImportException($"{reference} leads nowhere in the OpenAPI document.");
    }
}
