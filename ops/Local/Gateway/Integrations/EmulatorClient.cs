using System.Text;

namespace Appointments.Local.Gateway.Integrations;

/// <summary>Sends AWS JSON 1.0 requests to one region's emulators.</summary>
internal sealed class EmulatorClient(GatewayBackends backends, TimeProvider clock) : IDisposable
{
    // Never through a proxy of the environment: emulators are on loopback. The integration's own timeout ends a call.
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(5) }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <param name="service">Its signing name, such as <c>sqs</c>.</param>
    /// <param name="target">Such as <c>AmazonSQS.SendMessage</c>.</param>
    /// <exception cref="HttpRequestException">The emulator cannot be reached.</exception>
    public async Task<BackendAnswer> PostAsync(Uri endpoint, string service, string target, string json, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new StringContent(json, Encoding.UTF8) };
        request.Content.Headers.ContentType = new("application/x-amz-json-1.0");
        request.Headers.TryAddWithoutValidation("X-Amz-Target", target);
        // Emulators read the access key and the region out of it and check no signature.
        request.Headers.TryAddWithoutValidation("Authorization", $"AWS4-HMAC-SHA256 Credential={backends.AccessKeyId}/{clock.GetUtcNow():yyyyMMdd}/{backends.Region}/{service}/aws4_request, SignedHeaders=host, Signature=0");
        using var answer = await _http.SendAsync(request, cancel);
        return new BackendAnswer(
            (int)answer.StatusCode,
            [.. answer.Headers.Concat(answer.Content.Headers).SelectMany(header => header.Value.Select(value => KeyValuePair.Create(header.Key, value)))],
            await answer.Content.ReadAsStringAsync(cancel));
    }

    public void Dispose() => _http.Dispose();
}
