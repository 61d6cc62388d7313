using System.Globalization;
using System.Text.Json;
using Amazon.Lambda.SQSEvents;
using Appointments.Contract;
using Appointments.Domain;

namespace Appointments.Lambda.Registering;

/// <summary>Reads registrations off their messages.</summary>
/// <param name="region">The region that this runs in.</param>
/// <param name="drillKeyId">The id of the API key of drills in this region; null where there is none.</param>
internal sealed class RegistrationReader(string region, string? drillKeyId)
{
    private static readonly string[] Fields = [RegistrationMessage.AppointmentId, RegistrationMessage.Country, RegistrationMessage.Schedule, RegistrationMessage.Status];

    /// <returns>What it asks for, as far as it says, and why that cannot be read; null where it can.</returns>
    public (RegistrationRequest Request, string? Problem) Read(SQSEvent.SQSMessage message) => Read(message.Body, Origin(message));

    private static (RegistrationRequest Request, string? Problem) Read(string body, MessageOrigin origin)
    {
        var nothing = new RegistrationRequest(null, null, null, null, origin);
        try
        {
            using var json = JsonDocument.Parse(body, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 8 });
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                return (nothing, "The message's body is not a JSON object.");

            string? Text(string field) => json.RootElement.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
            var request = new RegistrationRequest(Text(RegistrationMessage.AppointmentId), Text(RegistrationMessage.Country), Text(RegistrationMessage.Schedule), Text(RegistrationMessage.Status), origin);
            var known = json.RootElement.EnumerateObject().All(field => Fields.Contains(field.Name) && field.Value.ValueKind == JsonValueKind.String);
            return (request, known ? null : $"The message has fields other than the texts {string.Join(", ", Fields)}."); // a field's name may tell of a patient: not repeated
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the latter: text that is not UTF-16
        {
            return (nothing, "The message's body is not JSON.");
        }
    }

    private MessageOrigin Origin(SQSEvent.SQSMessage message)
    {
        string? Attribute(string name) => message.MessageAttributes?.GetValueOrDefault(name)?.StringValue;
        // Both become part of a key: what is not in their form was not put by our gateway.
        var acceptedIn = Attribute(RegistrationMessage.RegionAttribute) is { Length: <= 30 } named && Identifier.IsValid(named) ? named : region;
        var requestId = Attribute(RegistrationMessage.RequestIdAttribute) is { } id && Identifier.IsValid(id) ? id : message.MessageId;
        // An instant that the gateway cannot have meant is none, rather than an exception for ever.
        DateTimeOffset? acceptedAt = long.TryParse(Attribute(RegistrationMessage.AcceptedAtAttribute), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
        var rehearses = drillKeyId is not null && Attribute(RegistrationMessage.ApiKeyIdAttribute) == drillKeyId;
        return new MessageOrigin(acceptedIn, requestId, acceptedAt, message.Body, rehearses);
    }
}
