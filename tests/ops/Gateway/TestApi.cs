using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using Appointments.Local.Gateway;
using Appointments.Local.Topology;
using Appointments.Local.Velocity;
using Microsoft.Extensions.Time.Testing;

namespace Appointments.Tests.Gateway;

/// <summary>The real gateway on a document, before fake backends.</summary>
internal sealed class TestApi : IAsyncDisposable
{
    private readonly ApiGateway _gateway;

    private TestApi(ApiGateway gateway) => _gateway = gateway;

    public required FakeEmulator Sqs { get; init; }

    public required FakeEmulator DynamoDb { get; init; }

    public required FakeFunctions Functions { get; init; }

    public required FakeTimeProvider Clock { get; init; }

    public required ConcurrentQueue<string> Problems { get; init; }

    public HttpClient Client { get; } = new(new SocketsHttpHandler { UseProxy = false });

    public Uri Url => _gateway.Url;

    public static UsagePlanSpec Generous { get; } = new(1000, 1000, 1_000_000, "MONTH", [TestDocument.KeyId]);

    public static async Task<TestApi> StartAsync(VelocityEngines velocity, string? document = null, UsagePlanSpec? plan = null)
    {
        var (sqs, dynamoDb, functions, clock, problems) = (await FakeEmulator.StartAsync(), await FakeEmulator.StartAsync(), new FakeFunctions(), new FakeTimeProvider(new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero)), new ConcurrentQueue<string>());
        sqs.Says = (200, """{"MessageId":"m-1","MD5OfMessageBody":"b","SequenceNumber":"7"}""", null);
        var gateway = await ApiGateway.StartAsync(
            new ApiSpec("api-1", document ?? TestDocument.Text, TestDocument.Stage, [new(TestDocument.KeyId, TestDocument.Key), new("key-outside", "a-key-outside-of-the-plan")], [plan ?? Generous]),
            new GatewayBackends("us-east-1", "123456789012", sqs.Url, dynamoDb.Url, functions),
            new GatewayOptions(velocity, clock, Problems: new Reporter(problems)),
            CancellationToken.None);
        return new TestApi(gateway) { Sqs = sqs, DynamoDb = dynamoDb, Functions = functions, Clock = clock, Problems = problems };
    }

    /// <summary>Sends with the key, unless told another (empty: none).</summary>
    public async Task<(HttpResponseMessage Answer, string Body)> SendAsync(string method, string path, string? body = null, string? contentType = "application/json", string key = TestDocument.Key, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Url, path));
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8);
            request.Content.Headers.Remove("Content-Type");
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        foreach (var (name, value) in key.Length == 0 ? headers : [.. headers, ("x-api-key", key)])
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var answer = await Client.SendAsync(request);
        return (answer, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Sends a request line as it stands, which HttpClient would tidy first.</summary>
    public async Task<string> SendRawAsync(string target)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(Url.Host, Url.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {target} HTTP/1.1\r\nHost: x\r\nx-api-key: {TestDocument.Key}\r\nx-reason: r\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _gateway.DisposeAsync();
        await Sqs.DisposeAsync();
        await DynamoDb.DisposeAsync();
    }

    private sealed class Reporter(ConcurrentQueue<string> problems) : IProgress<string>
    {
        public void Report(string value) => problems.Enqueue(value);
    }
}
