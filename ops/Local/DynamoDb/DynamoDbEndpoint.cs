using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Appointments.Local.DynamoDb;

/// <summary>Calls one DynamoDB Local in its own JSON, with no retry.</summary>
/// <param name="handler">Carries the calls; null: the network. Not disposed.</param>
/// <remarks>Not the SDK: items pass through whole and untyped, and the SDK's client for streams (AWSSDK.DynamoDBStreams) is not served by every registry.</remarks>
public sealed class DynamoDbEndpoint(Uri address, string region, HttpMessageHandler? handler = null) : IDisposable
{
    private const string Tables = "DynamoDB_20120810";
    private const string Streams = "DynamoDBStreams_20120810";

    private readonly HttpClient http = new(handler ?? new SocketsHttpHandler { UseProxy = false }, disposeHandler: handler is null)
    {
        BaseAddress = address,
        Timeout = Timeout.InfiniteTimeSpan, // the caller's token says how long; a write that was given up may still be applied
    };

    /// <summary>Not a credential: the emulators check none, but DynamoDB Local keeps data apart by it, so every client must name the same.</summary>
    public const string AccessKey = "LOCAL";

    public Uri Address { get; } = address;

    public string Region { get; } = region;

    /// <summary>The header that names the caller: DynamoDB Local wants one and checks no signature.</summary>
    public static AuthenticationHeaderValue Caller(string region) =>
        new("AWS4-HMAC-SHA256", $"Credential={AccessKey}/20260101/{region}/dynamodb/aws4_request, SignedHeaders=host, Signature=none");

    /// <param name="operation">Such as <c>GetItem</c>.</param>
    /// <exception cref="DynamoDbCallException">It answered with an error.</exception>
    /// <exception cref="HttpRequestException">It is not there.</exception>
    public Task<JsonElement> CallAsync(string operation, JsonObject request, CancellationToken cancel) => CallAsync(Tables, operation, request, cancel);

    /// <summary>The same, of the streams' API.</summary>
    public Task<JsonElement> CallStreamsAsync(string operation, JsonObject request, CancellationToken cancel) => CallAsync(Streams, operation, request, cancel);

    public void Dispose() => http.Dispose();

    private async Task<JsonElement> CallAsync(string api, string operation, JsonObject request, CancellationToken cancel)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "/");
        message.Headers.Add("X-Amz-Target", $"{api}.{operation}");
        message.Headers.Authorization = Caller(Region);
        message.Content = JsonContent.Create(request, new MediaTypeHeaderValue("application/x-amz-json-1.0"));
        using var reply = await http.SendAsync(message, cancel);
        var body = await reply.Content.ReadAsByteArrayAsync(cancel);
        return reply.IsSuccessStatusCode ? JsonElement.Parse(body) : throw Failure(operation, reply, body);
    }

    private static DynamoDbCallException Failure(string operation, HttpResponseMessage reply, byte[] body)
    {
        var error = JsonElement.Parse(body);
        var type = Text(error, "__type");
        return new DynamoDbCallException(operation, reply.StatusCode, type[(type.LastIndexOf('#') + 1)..], Text(error, "message") + Text(error, "Message"));
    }

    private static string Text(JsonElement error, string name) => error.TryGetProperty(name, out var text) ? text.GetString() ?? "" : "";
}
