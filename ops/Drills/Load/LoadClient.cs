using System.Text;
using System.Text.Json.Nodes;

namespace Appointments.Drills.Load;

/// <summary>Sends planned requests as a client does: HTTP, one attempt, a time after which it gives up.</summary>
internal sealed class LoadClient(LoadPlan plan, TimeProvider clock, HttpMessageHandler? handler = null) : IDisposable
{
    private readonly HttpClient http = new(handler ?? new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromSeconds(30), // so that a client follows the name when it moves, as a browser's or an app's does
    })
    { Timeout = Timeout.InfiniteTimeSpan }; // each attempt has its own

    public async Task<Answer> SendAsync(PlannedRequest planned)
    {
        var sentAt = clock.GetUtcNow();
        var start = clock.GetTimestamp();
        double Passed() => clock.GetElapsedTime(start).TotalMilliseconds;
        using var patience = new CancellationTokenSource(plan.ClientTimeout, clock);
        using var request = Request(planned);
        try
        {
            using var response = await http.SendAsync(request, patience.Token);
            var body = await response.Content.ReadAsStringAsync(patience.Token);
            return new Answer(sentAt, Passed(), (int)response.StatusCode, Answer.IdOf(response.Headers), body, Problem: null);
        }
        catch (OperationCanceledException) // what a client sees; whether it was done, it does not
        {
            return new Answer(sentAt, Passed(), null, null, "", $"no answer within {plan.ClientTimeout.TotalSeconds} s");
        }
        catch (HttpRequestException broken)
        {
            return new Answer(sentAt, Passed(), null, null, "", $"no answer: {broken.Message}");
        }
    }

    public void Dispose() => http.Dispose();

    public static string PathOf(PlannedRequest planned) => planned.Kind switch
    {
        RequestKind.Register => $"/{planned.Path}",
        RequestKind.Change => "/change-status",
        RequestKind.Read => $"/appointments/{Uri.EscapeDataString(planned.AppointmentId)}",
        _ => $"/appointments?country={planned.Country}&limit=20",
    };

    private HttpRequestMessage Request(PlannedRequest planned)
    {
        var request = new HttpRequestMessage(planned.Writes ? HttpMethod.Post : HttpMethod.Get, plan.Edge.AbsoluteUri.TrimEnd('/') + PathOf(planned));
        request.Headers.Add("x-api-key", plan.ApiKey);
        if (plan.OriginSecret is { } secret)
            request.Headers.Add("x-origin-secret", secret);
        if (planned.Writes)
            request.Content = new StringContent(Body(planned).ToJsonString(), Encoding.UTF8, "application/json");
        return request;
    }

    private static JsonObject Body(PlannedRequest planned)
    {
        var body = new JsonObject { ["appointmentId"] = planned.AppointmentId, ["status"] = planned.Status ?? Checking.Law.Requested };
        if (planned.Kind == RequestKind.Register)
            body["country"] = planned.Country;
        if (planned is { Kind: RequestKind.Register, Schedule: { } schedule })
            body["schedule"] = schedule;
        return body;
    }
}
