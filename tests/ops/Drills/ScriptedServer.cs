using System.Collections.Concurrent;
using System.Net;

namespace Appointments.Tests.Drills;

/// <summary>Answers a load's requests as a test says, without a network.</summary>
internal sealed class ScriptedServer(Func<SeenRequest, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    private readonly ConcurrentQueue<SeenRequest> seen = new();

    public IReadOnlyCollection<SeenRequest> Seen => seen;

    public static ScriptedServer Always(HttpStatusCode status, string body = "{}") => new((_, _) => Task.FromResult(Answer(status, body)));

    public static HttpResponseMessage Answer(HttpStatusCode status, string body, string? requestId = null)
    {
        var response = new HttpResponseMessage(status) { Content = new StringContent(body) };
        if (requestId is not null)
            response.Headers.Add("x-amzn-RequestId", requestId);
        return response;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var one = new SeenRequest(request.Method.Method, request.RequestUri!.PathAndQuery, request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken),
            request.Headers.TryGetValues("x-api-key", out var keys) ? keys.Single() : null);
        seen.Enqueue(one);
        return await answer(one, cancellationToken);
    }
}

/// <summary>A request as the server got it.</summary>
internal sealed record SeenRequest(string Method, string Target, string Body, string? Key);
