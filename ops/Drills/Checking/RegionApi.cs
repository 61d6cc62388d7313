using System.Collections.Immutable;
using System.Text.Json;

namespace Appointments.Drills.Checking;

/// <summary>One region's own API, read as an operator's tool does. One attempt each; null: no answer that says anything.</summary>
internal sealed class RegionApi(string region, Uri stage, string apiKey, string? originSecret, HttpClient http)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public string Region => region;

    /// <returns>What the region says of the appointment; null where it did not say.</returns>
    public async Task<SeenAppointment?> AppointmentAsync(string id, CancellationToken cancel) => await GetAsync($"/appointments/{Uri.EscapeDataString(id)}", cancel) switch
    {
        (200, { } body) => Found(id, body),
        (404, { } body) => SeenAppointment.Nowhere(id) with { SetAside = SetAside(body) },
        _ => null,
    };

    /// <returns>A page of the list of all, and the cursor of the next; null where the region did not say.</returns>
    public async Task<(ImmutableArray<SeenListing> Entries, string? Next)?> PageAsync(string? cursor, CancellationToken cancel) =>
        await GetAsync("/appointments?limit=100" + (cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}"), cancel) is (200, { } body)
            ? ([.. body.GetProperty("appointments").EnumerateArray().Select(Listing)], Optional(body, "next")) : null;

    private async Task<(int Status, JsonElement? Body)> GetAsync(string path, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, stage.AbsoluteUri.TrimEnd('/') + path);
        request.Headers.Add("x-api-key", apiKey);
        if (originSecret is not null)
            request.Headers.Add("x-origin-secret", originSecret);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            using var response = await http.SendAsync(request, patience.Token);
            return ((int)response.StatusCode, JsonElement.Parse(await response.Content.ReadAsByteArrayAsync(patience.Token)));
        }
        // Not an answer, and not one either way: whoever asked asks again, or says that the region cannot be read.
        catch (Exception none) when (none is HttpRequestException or JsonException || none is OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return (0, null);
        }
    }

    private static SeenAppointment Found(string id, JsonElement body) => new(id, true, Text(body, "country"), Optional(body, "schedule"), Text(body, "status"),
        At(body), Text(body, "changedIn"), [.. body.GetProperty("ledger").EnumerateArray().Select(Row)], SetAside(body));

    private static SeenRow Row(JsonElement row) =>
        new(Text(row, "status"), Optional(row, "previousStatus"), At(row), Text(row, "changedIn"), Text(row, "requestId"), row.GetProperty("overruled").GetBoolean());

    private static SeenListing Listing(JsonElement entry) =>
        new(Text(entry, "appointmentId"), Text(entry, "country"), Optional(entry, "schedule"), Text(entry, "status"), At(entry), Text(entry, "changedIn"));

    private static ImmutableArray<SeenSetAside> SetAside(JsonElement body) => body.TryGetProperty("quarantined", out var entries) && entries.ValueKind == JsonValueKind.Array
        ? [.. entries.EnumerateArray().Select(entry => new SeenSetAside(Text(entry, "reason"), Text(entry, "region")))] : [];

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;

    private static string? Optional(JsonElement of, string name) => of.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static DateTimeOffset At(JsonElement of) => of.GetProperty("changedAt").GetDateTimeOffset();
}
