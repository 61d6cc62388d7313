using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Appointments.Plan;
using Microsoft.OpenApi;

namespace Appointments.Deploy.Api;

/// <summary>
/// The API of one region as one OpenAPI document with API Gateway's extensions: what is deployed, what the local gateway serves, what clients read.
/// </summary>
public static class ApiDocument
{
    /// <summary>What API Gateway imports. Microsoft.OpenApi writes 3.0.4, which it does not know.</summary>
    /// <remarks>Source: AWS, "Amazon API Gateway important notes": REST APIs support OpenAPI 2.0 and 3.0.</remarks>
    private const string OpenApiVersion = "3.0.1";

    /// <returns>JSON, indented, the same for the same targets.</returns>
    public static string Write(ApiTargets targets)
    {
        var document = new OpenApiDocument
        {
            Info = new OpenApiInfo
            {
                Title = Setting.Namespace,
                Version = "1.0.0",
                Description = "Medical appointments: register, change the status, list. Every route but /health and /drained needs the header x-api-key.",
            },
            Paths = [],
            Components = ApiModels.Components(targets.Countries.Select(target => target.Country)),
            Extensions = new Dictionary<string, IOpenApiExtension>
            {
                ["x-amazon-apigateway-api-key-source"] = new JsonNodeExtension("HEADER"),
                ["x-amazon-apigateway-request-validators"] = RequestValidator.Definitions,
                ["x-amazon-apigateway-gateway-responses"] = GatewayResponses.All,
            },
        };
        new Routes(document, targets).AddAll();
        return Serialize(document);
    }

    private static string Serialize(OpenApiDocument document)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        document.SerializeAsV3(new OpenApiJsonWriter(text));
        var json = JsonNode.Parse(text.ToString())!.AsObject();
        json["openapi"] = OpenApiVersion;
        return json.ToJsonString(Indented);
    }

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
