using System.Text.Json.Nodes;
using Appointments.Local.Gateway.Document;

namespace Appointments.Local.Gateway;

/// <summary>One request on its way through the API, with everything that templates and mappings may ask of it.</summary>
/// <param name="Context"><c>$context</c> (AWS, "Variables for data transformations for API Gateway"); grows as the request proceeds.</param>
internal sealed record RequestVariables(GatewayRequest Request, string RequestId, JsonObject Context)
{
    public Route? Route { get; private init; }

    /// <summary>Empty: the graph's stages have no stage variables.</summary>
    public JsonObject StageVariables { get; } = [];

    /// <summary><c>$input.params()</c>.</summary>
    public JsonObject Parameters => new()
    {
        ["path"] = GatewayRequest.Last(Route?.PathParameters ?? []),
        ["querystring"] = GatewayRequest.Last(Request.Query),
        ["header"] = GatewayRequest.Last(Request.Headers),
    };

    public static RequestVariables Begin(GatewayRequest request, string requestId, ApiIdentity api, DateTimeOffset now)
    {
        var host = request.Header("Host") ?? "";
        var extended = Convert.ToBase64String(Guid.Parse(requestId).ToByteArray())[..15] + "=";
        return new RequestVariables(request, requestId, new JsonObject
        {
            ["accountId"] = api.AccountId,
            ["apiId"] = api.ApiId,
            ["stage"] = api.Stage,
            ["requestId"] = requestId,
            ["extendedRequestId"] = extended,
            ["requestTime"] = now.UtcDateTime.ToString("dd/MMM/yyyy:HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture) + " +0000",
            ["requestTimeEpoch"] = now.ToUnixTimeMilliseconds(),
            ["httpMethod"] = request.Method,
            ["path"] = request.Path,
            ["protocol"] = request.Protocol,
            ["domainName"] = host,
            ["domainPrefix"] = host.Split('.', ':')[0],
            ["deploymentId"] = "local",
            ["identity"] = new JsonObject { ["sourceIp"] = request.SourceIp, ["userAgent"] = request.Header("User-Agent") ?? "" },
        });
    }

    public RequestVariables Routed(Route route)
    {
        Context["resourcePath"] = route.Resource.Path;
        Context["resourceId"] = route.Resource.Id;
        return this with { Route = route };
    }

    public void Identify(string keyId, string keyValue)
    {
        Context["identity"]!["apiKeyId"] = keyId;
        Context["identity"]!["apiKey"] = keyValue;
    }
}

internal sealed record ApiIdentity(string AccountId, string ApiId, string Stage);
