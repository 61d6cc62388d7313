using System.Net.Http.Headers;
using System.Text.Json;

namespace Appointments.Drills.Load;

/// <summary>What came of one attempt.</summary>
/// <param name="Status">Null where no answer came.</param>
internal sealed record Answer(DateTimeOffset SentAt, double Milliseconds, int? Status, string? RequestId, string Body, string? Problem)
{
    public Told Told => Status switch
    {
        >= 200 and < 300 => Told.Accepted,
        >= 300 and < 500 => Told.Refused, // a redirect has taken nothing either
        _ => Told.Unknown,
    };

    /// <summary>The request's id: API Gateway sends it with every answer. Source: AWS, "Troubleshooting issues with API Gateway REST APIs", x-amzn-requestid.</summary>
    public static string? IdOf(HttpResponseHeaders headers) => headers.TryGetValues("x-amzn-RequestId", out var values) ? values.FirstOrDefault() : null;

    /// <summary>The region that a registration's answer names, or that wrote the row which a change's answer shows as this request's.</summary>
    public string? Region()
    {
        if (Told != Told.Accepted || Object() is not { } body)
            return null;
        return Text(body, "region") ?? (body.TryGetProperty("ledger", out var ledger) && ledger.ValueKind == JsonValueKind.Array
            ? ledger.EnumerateArray().Where(row => Text(row, "requestId") == RequestId).Select(row => Text(row, "changedIn")).FirstOrDefault() : null);
    }

    /// <summary>The answer as it is kept.</summary>
    public Observation Observed(long number, PlannedRequest planned) => new(number, planned.AppointmentId, planned.Country, planned.Schedule, planned.Status,
        SentAt, Milliseconds, Told, Status, Region(), RequestId, Why());

    /// <summary>Why it was not accepted, in the system's own sentence where it has one.</summary>
    public string? Why() => Told == Told.Accepted ? null : Problem ?? (Object() is { } body && Text(body, "message") is { } sentence ? sentence : $"HTTP {Status} without a message");

    private JsonElement? Object()
    {
        try { return JsonElement.Parse(Body) is { ValueKind: JsonValueKind.Object } body ? body : null; }
        catch (JsonException) { return null; } // an edge's own page
    }

    private static string? Text(JsonElement of, string name) => of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
