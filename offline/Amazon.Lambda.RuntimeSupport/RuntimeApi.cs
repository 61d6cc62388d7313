using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The four calls of the Lambda Runtime API, version 2018-06-01 (AWS, "Using the Lambda runtime API for custom runtimes").</summary>
internal sealed class RuntimeApi(HttpClient http, string endpoint, LogWriter log, TimeProvider clock)
{
    private readonly string root = $"http://{endpoint}/2018-06-01/runtime";

    public async Task<InvocationRequest> NextAsync(CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{root}/invocation/next");
        using var response = await http.SendAsync(request, cancel).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        var input = new MemoryStream(await response.Content.ReadAsByteArrayAsync(cancel).ConfigureAwait(false));
        return new InvocationRequest(input, new LambdaContext(response.Headers, log, clock));
    }

    public async Task RespondAsync(string requestId, Stream output)
    {
        using var content = new StreamContent(output ?? Stream.Null);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await http.PostAsync($"{root}/invocation/{requestId}/response", content).ConfigureAwait(false);
        // Also 413 (over 6 MB) and 400 (answered after its deadline) end the process, as they end the real loop: Lambda starts another.
        if (response.StatusCode != HttpStatusCode.Accepted)
        {
            throw Unexpected(response, $"/invocation/{requestId}/response");
        }
    }

    public Task FailInvocationAsync(string requestId, Exception exception) => FailAsync($"/invocation/{requestId}/error", exception);

    public Task FailInitializationAsync(Exception exception) => FailAsync("/init/error", exception);

    private async Task FailAsync(string path, Exception exception)
    {
        using var content = new ByteArrayContent(Describe(exception));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.aws.lambda.error+json");
        using var request = new HttpRequestMessage(HttpMethod.Post, root + path) { Content = content };
        request.Headers.Add("Lambda-Runtime-Function-Error-Type", exception.GetType().Name);
        using var response = await http.SendAsync(request).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Accepted)
        {
            throw Unexpected(response, path);
        }

        // The real client parses the answer: a Runtime API that sends no JSON ends the loop there, so it does here.
        using var _ = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false));
    }

    private static byte[] Describe(Exception exception)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("errorType", exception.GetType().Name);
            json.WriteString("errorMessage", exception.Message);
            json.WriteStartArray("stackTrace");
            foreach (var line in (exception.StackTrace ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                json.WriteStringValue(line);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private HttpRequestException Unexpected(HttpResponseMessage response, string path) =>
        new($"The Runtime API at {endpoint} answered POST {path} with {(int)response.StatusCode}; expected 202.", null, response.StatusCode);
}
