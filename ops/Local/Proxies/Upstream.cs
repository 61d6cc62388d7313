using System.Collections.Immutable;

namespace Appointments.Local.Proxies;

/// <summary>The server behind a proxy. Bytes and headers pass unchanged, but for those that belong to one connection.</summary>
internal sealed class Upstream(Uri address) : IDisposable
{
    // RFC 9110, 7.6.1; the length is set anew from the body, which is the same.
    private static readonly ImmutableHashSet<string> OfTheConnection =
        ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "Connection", "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Content-Length", "Expect");

    private readonly HttpMessageInvoker http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
    });

    public static bool Passes(string header) => !OfTheConnection.Contains(header);

    public async Task<ProxiedReply> SendAsync(ProxiedRequest request, CancellationToken cancel)
    {
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(address, request.Target));
        if (request.Body.Length > 0) { message.Content = new ReadOnlyMemoryContent(request.Body); }
        foreach (var (name, value) in request.Headers.Where(header => Passes(header.Key)))
        {
            if (!message.Headers.TryAddWithoutValidation(name, value)) { message.Content?.Headers.TryAddWithoutValidation(name, value); }
        }
        using var reply = await http.SendAsync(message, cancel);
        var body = await reply.Content.ReadAsByteArrayAsync(cancel);
        var headers = reply.Headers.NonValidated.Concat(reply.Content.Headers.NonValidated).Where(header => Passes(header.Key));
        return new ProxiedReply((int)reply.StatusCode, [.. headers.Select(header => KeyValuePair.Create(header.Key, header.Value.ToString()))], body);
    }

    public void Dispose() => http.Dispose();
}
