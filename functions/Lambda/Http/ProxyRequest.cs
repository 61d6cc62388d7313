using System.Net.Http.Headers;
using System.Text;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;

namespace Appointments.Lambda.Http;

/// <summary>What the functions read off API Gateway's proxy event.</summary>
internal static class ProxyRequest
{
    /// <summary>The gateway's id of the request; it is what the ledger keeps.</summary>
    public static string Id(this APIGatewayProxyRequest request, ILambdaContext context) => request.RequestContext?.RequestId ?? context.AwsRequestId;

    /// <summary>The id of the API key that it came with, never its value.</summary>
    public static string? ApiKeyId(this APIGatewayProxyRequest request) => request.RequestContext?.Identity?.ApiKeyId;

    /// <summary>Whether the body says that it is JSON. Without a content type it does: API Gateway takes it so on the other routes.</summary>
    /// <remarks>Source: AWS, "Method request behavior for payloads without mapping templates": the content type defaults to application/json.</remarks>
    public static bool SaysJson(this APIGatewayProxyRequest request)
    {
        var types = (request.Headers ?? new Dictionary<string, string>()).Where(header => header.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)).Select(header => header.Value);
        return types.All(type => MediaTypeHeaderValue.TryParse(type, out var media) && media.MediaType!.Equals("application/json", StringComparison.OrdinalIgnoreCase));
    }

    /// <returns>The body's bytes; none where there is no body, or where it is not what its encoding says.</returns>
    public static byte[] Bytes(this APIGatewayProxyRequest request)
    {
        if (!request.IsBase64Encoded)
            return Encoding.UTF8.GetBytes(request.Body ?? "");

        var bytes = new byte[request.Body?.Length ?? 0];
        return Convert.TryFromBase64String(request.Body ?? "", bytes, out var length) ? bytes[..length] : [];
    }

    /// <summary>The query's parameters with all their values, decoded.</summary>
    public static IEnumerable<KeyValuePair<string, IList<string>>> Query(this APIGatewayProxyRequest request) =>
        request.MultiValueQueryStringParameters
        ?? (request.QueryStringParameters ?? new Dictionary<string, string>()).Select(single => KeyValuePair.Create<string, IList<string>>(single.Key, [single.Value]));

    /// <summary>A path parameter, decoded: a client may send <c>:</c> as <c>%3A</c>, and no value that is valid here holds a percent sign.</summary>
    public static string? PathParameter(this APIGatewayProxyRequest request, string name) =>
        request.PathParameters?.TryGetValue(name, out var value) == true && value is not null ? Uri.UnescapeDataString(value) : null;
}
