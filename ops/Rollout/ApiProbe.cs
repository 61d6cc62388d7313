using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Appointments.Domain;
using Appointments.Plan;

namespace Appointments.Rollout;

/// <summary>Where clients and operators reach the API, up to and with the stage.</summary>
/// <param name="Edge">As clients do.</param>
/// <param name="Stages">Region to its own stage.</param>
public sealed record ApiAddresses(Uri Edge, ImmutableDictionary<string, Uri> Stages);

/// <summary>How the probe calls the API.</summary>
/// <param name="At">Where it is.</param>
/// <param name="ApiKey">Of the clinics: what was written is read with it.</param>
/// <param name="DrillKey">Of drills: what is written with it is in no clinic's month and gone after a day. Null where there is none: then it is written as a clinic would, and stays, entered in error.</param>
/// <param name="OriginSecret">Shown to a region that only the edge may reach; null where none is asked for.</param>
/// <param name="CountryPath">Of the country that it registers for.</param>
public sealed record ProbedApi(ApiAddresses At, string ApiKey, string? DrillKey, string? OriginSecret, string CountryPath, string CountryCode);

/// <summary>
/// Asks one region for its health, as Route 53 does, registers an appointment through it, reads it there and takes it back as entered in error: API, queue and each function that answers or
/// writes are passed once. Through the edge the same, but for the health.
/// </summary>
/// <param name="patience">How long a registration may take until it can be read.</param>
public sealed class ApiProbe(ProbedApi api, HttpClient http, TimeSpan patience, TimeProvider clock) : IRegionProbe
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<string, byte> unfinished = new();

    /// <summary>Appointments of failed probes: accepted, perhaps registered later, not taken back.</summary>
    public IEnumerable<string> Unfinished => unfinished.Keys.Order(StringComparer.Ordinal);

    public async Task<string?> TryAsync(string? region, CancellationToken cancel)
    {
        var id = $"{(api.DrillKey is null ? "" : Rehearsal.IdPrefix)}rollout-{region ?? "edge"}-{clock.GetUtcNow().ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture)}";
        try
        {
            if (region is not null && await ExpectAsync(region, HttpMethod.Get, ApiPaths.Health, null, HttpStatusCode.OK, cancel) is { } ill) // whom Route 53 asks are the regions
                return ill;
            unfinished[id] = 0;
            var problem = await ExpectAsync(region, HttpMethod.Post, $"/{api.CountryPath}", new { appointmentId = id, country = api.CountryCode, status = "requested" }, HttpStatusCode.Accepted, cancel)
                ?? await ArrivesAsync(region, id, cancel)
                ?? await ExpectAsync(region, HttpMethod.Post, ApiPaths.ChangeStatus, new { appointmentId = id, status = "entered-in-error" }, HttpStatusCode.OK, cancel);
            if (problem is null)
                unfinished.TryRemove(id, out _);
            return problem;
        }
        catch (Exception silent) when (silent is HttpRequestException || (silent is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return $"{region ?? "The edge"} did not answer: {silent.Message}";
        }
    }

    private async Task<string?> ArrivesAsync(string? region, string id, CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            using var answer = await SendAsync(region, HttpMethod.Get, $"/appointments/{id}", null, cancel);
            if (answer.StatusCode is HttpStatusCode.OK)
                return null;
            if (answer.StatusCode is not HttpStatusCode.NotFound)
                return $"GET /appointments/{id} was answered {(int)answer.StatusCode}, expected 200.";
            if (clock.GetElapsedTime(began) >= patience)
                return $"{id} was accepted and could not be read for {patience.TotalSeconds:0} s.";
            await Task.Delay(Look, clock, cancel);
        }
    }

    private async Task<string?> ExpectAsync(string? region, HttpMethod method, string path, object? body, HttpStatusCode expected, CancellationToken cancel)
    {
        using var answer = await SendAsync(region, method, path, body, cancel);
        return answer.StatusCode == expected ? null : $"{method} {path} was answered {(int)answer.StatusCode}, expected {(int)expected}.";
    }

    private Task<HttpResponseMessage> SendAsync(string? region, HttpMethod method, string path, object? body, CancellationToken cancel)
    {
        var request = new HttpRequestMessage(method, new Uri($"{(region is null ? api.At.Edge : api.At.Stages[region]).ToString().TrimEnd('/')}{path}"));
        request.Headers.Add("x-api-key", method == HttpMethod.Get ? api.ApiKey : api.DrillKey ?? api.ApiKey);
        if (region is not null && api.OriginSecret is { } secret) // the edge shows its own
            request.Headers.Add(Plan.Edge.EdgeSettings.SecretHeader, secret);
        if (body is not null)
            request.Content = JsonContent.Create(body, options: JsonSerializerOptions.Web);
        return http.SendAsync(request, cancel);
    }
}
