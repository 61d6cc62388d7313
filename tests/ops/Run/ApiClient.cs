using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Appointments.Tests.Run;

/// <summary>An answer of the API.</summary>
public sealed record ApiAnswer(HttpStatusCode Status, JsonNode Body)
{
    public int Code => (int)Status;
}

/// <summary>A clinic's developer with a key, at one address.</summary>
public sealed class ApiClient : IDisposable
{
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(35) };
    private readonly Uri stage;

    public ApiClient(Uri stage, string key)
    {
        this.stage = stage;
        http.DefaultRequestHeaders.Add("x-api-key", key);
    }

    public Task<ApiAnswer> RegisterAsync(string country, string id, string name, string? schedule = null) => PostAsync($"/{country}",
        schedule is null
            ? new JsonObject { ["appointmentId"] = id, ["country"] = name, ["status"] = "requested" }
            : new JsonObject { ["appointmentId"] = id, ["country"] = name, ["status"] = "requested", ["schedule"] = schedule });

    public Task<ApiAnswer> ChangeAsync(string id, string status) => PostAsync("/change-status", new JsonObject { ["appointmentId"] = id, ["status"] = status });

    public Task<ApiAnswer> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, $"{stage}{path}"));

    /// <summary>Every id that a list gives, page by page.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(string query = "") => [.. (await EntriesAsync(query)).Select(entry => entry.Id)];

    /// <summary>Every entry of a list, page by page.</summary>
    public async Task<IReadOnlyList<(string Id, string Status)>> EntriesAsync(string query = "")
    {
        List<(string, string)> entries = [];
        for (string? cursor = null; ;)
        {
            var answer = await GetAsync($"/appointments?{query}{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}");
            Assert.True(answer.Code is 200, $"{answer.Code} {answer.Body.ToJsonString()}");
            entries.AddRange(answer.Body["appointments"]!.AsArray().Select(appointment => (appointment!["appointmentId"]!.ToString(), appointment["status"]!.ToString())));
            if (answer.Body["next"] is not { } next)
                return entries;
            cursor = next.ToString();
        }
    }

    public async Task<ApiAnswer> PostAsync(string path, JsonObject body) =>
        await SendAsync(new HttpRequestMessage(HttpMethod.Post, $"{stage}{path}") { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") });

    public void Dispose() => http.Dispose();

    private async Task<ApiAnswer> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var answer = await http.SendAsync(request);
            return new ApiAnswer(answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
        }
    }
}
