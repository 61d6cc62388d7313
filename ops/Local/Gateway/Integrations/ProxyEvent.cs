using System.Text.Json.Nodes;

namespace Appointments.Local.Gateway.Integrations;

/// <summary>The event that a function gets: format 1.0 (AWS, "Input format of a Lambda function for proxy integration").</summary>
internal static class ProxyEvent
{
    private static readonly string[] Identity =
    [
        "accessKey", "accountId", "apiKey", "apiKeyId", "caller", "cognitoAuthenticationProvider", "cognitoAuthenticationType", "cognitoIdentityId",
        "cognitoIdentityPoolId", "principalOrgId", "sourceIp", "user", "userAgent", "userArn",
    ];

    public static JsonObject Of(RequestVariables variables)
    {
        var request = variables.Request;
        var headers = request.Headers.Where(header => !header.Key.Equals("Content-Length", StringComparison.OrdinalIgnoreCase) && !header.Key.Equals("Connection", StringComparison.OrdinalIgnoreCase))
            .Append(KeyValuePair.Create("X-Forwarded-For", string.Join(", ", ((string?[])[request.Header("X-Forwarded-For"), request.SourceIp]).OfType<string>())))
            .Append(KeyValuePair.Create("X-Forwarded-Proto", "https"))
            .ToArray();
        return new JsonObject
        {
            ["resource"] = variables.Route!.Resource.Path,
            ["path"] = Uri.UnescapeDataString(request.Path[(request.Path.IndexOf('/', 1) is var end and >= 0 ? end : request.Path.Length)..]),
            ["httpMethod"] = request.Method,
            ["headers"] = GatewayRequest.Last(headers),
            ["multiValueHeaders"] = Lists(headers),
            ["queryStringParameters"] = request.Query.IsEmpty ? null : GatewayRequest.Last(request.Query),
            ["multiValueQueryStringParameters"] = request.Query.IsEmpty ? null : Lists(request.Query),
            ["pathParameters"] = variables.Route.PathParameters.IsEmpty ? null : GatewayRequest.Last(variables.Route.PathParameters),
            ["stageVariables"] = null,
            ["requestContext"] = Context(variables.Context),
            ["body"] = request.Body.Length == 0 ? null : request.Body,
            ["isBase64Encoded"] = false,
        };
    }

    private static JsonObject Context(JsonObject context)
    {
        var copy = context.DeepClone().AsObject();
        var identity = copy["identity"]!.AsObject();
        foreach (var name in Identity.Where(name => !identity.ContainsKey(name)))
        {
            identity[name] = null;
        }

        return copy;
    }

    private static JsonObject Lists(IEnumerable<KeyValuePair<string, string>> pairs) =>
        new(pairs.GroupBy(pair => pair.Key).Select(group => KeyValuePair.Create(group.Key, (JsonNode?)new JsonArray([.. group.Select(pair => (JsonNode)pair.Value)]))));
}
