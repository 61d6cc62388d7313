using System.Net;
using System.Text.Json.Nodes;

namespace Appointments.Drills.Running;

/// <summary>Reads as a client does, at the edge or at a region's own address.</summary>
public sealed class RegionReader(IDrilledSystem system) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };

    /// <summary>One appointment as a region shows it.</summary>
    /// <returns>Null: it is not there, or the region does not answer.</returns>
    public async Task<JsonNode?> AppointmentAsync(Uri stage, string id, CancellationToken cancel)
    {
        var (status, body) = await GetAsync(stage, $"/appointments/{Uri.EscapeDataString(id)}", cancel);
        return status is HttpStatusCode.OK ? JsonNode.Parse(body) : null;
    }

    /// <returns>Status and body; null: no answer came.</returns>
    public async Task<(HttpStatusCode? Status, string Body)> GetAsync(Uri stage, string path, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{stage.AbsoluteUri.TrimEnd('/')}{path}");
        request.Headers.Add("x-api-key", system.ApiKey);
        if (system.OriginSecret is { } secret && stage != system.Edge)
            request.Headers.Add("x-origin-secret", secret);
        try
        {
            using var answer = await http.SendAsync(request, cancel);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync(cancel));
        }
        catch (Exception silent) when (silent is HttpRequestException || (silent is OperationCanceledException && !cancel.IsCancellationRequested)) { return (null, ""); }
    }

    public void Dispose() => http.Dispose();
}
