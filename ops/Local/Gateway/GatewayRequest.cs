using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Appointments.Local.Gateway;

/// <summary>A request as it came over the wire, read once.</summary>
/// <param name="Path">From the stage on, still percent-encoded, without the query: <c>/Prod/peru</c>.</param>
/// <param name="Query">In order, decoded; a name may repeat.</param>
/// <param name="Headers">In order; a name may repeat.</param>
internal sealed record GatewayRequest(
    string Method,
    string Path,
    string Protocol,
    string SourceIp,
    ImmutableArray<KeyValuePair<string, string>> Query,
    ImmutableArray<KeyValuePair<string, string>> Headers,
    string Body)
{
    /// <summary>10 MB: AWS, "Amazon API Gateway quotas", payload size. Not adjustable.</summary>
    public const int LargestBodyBytes = 10_485_760;

    /// <summary>All but the body.</summary>
    public static GatewayRequest Head(HttpContext http)
    {
        // The target as it was sent: the server's own Path has '.' and '..' resolved, and API Gateway routes by what came.
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var question = target.IndexOf('?', StringComparison.Ordinal);
        return new GatewayRequest(
            http.Request.Method,
            question < 0 ? target : target[..question],
            http.Request.Protocol,
            http.Connection.RemoteIpAddress?.ToString() ?? "127.0.0.1",
            question < 0 ? [] : Pairs(target[(question + 1)..]),
            [.. http.Request.Headers.SelectMany(header => header.Value.Select(value => KeyValuePair.Create(header.Key, value ?? "")))],
            "");
    }

    public string? Header(string name) =>
        Headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value).LastOrDefault();

    /// <summary>As a mapping template sees them: of a repeated name, the last.</summary>
    public static JsonObject Last(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var last = new JsonObject();
        foreach (var (name, value) in pairs)
        {
            last[name] = value;
        }

        return last;
    }

    /// <summary>Decodes <c>application/x-www-form-urlencoded</c>.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> Pairs(string encoded) =>
    [
        .. encoded.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => KeyValuePair.Create(Decode(pair[0]), pair.Length > 1 ? Decode(pair[1]) : "")),
    ];

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    /// <exception cref="GatewayFault">The body is over <see cref="LargestBodyBytes"/>.</exception>
    public static async Task<string> BodyAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength > LargestBodyBytes)
        {
            throw new GatewayFault(FaultKind.TooLarge);
        }

        using var body = new MemoryStream();
        var buffer = new byte[16_384];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancel)) > 0)
        {
            body.Write(buffer, 0, read);
            if (body.Length > LargestBodyBytes)
            {
                throw new GatewayFault(FaultKind.TooLarge);
            }
        }

        return Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
    }
}
