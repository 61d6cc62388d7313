using System.Text.Json;
using Appointments.Contract;
using Appointments.Domain;

namespace Appointments.Sqs;

/// <summary>The body of a registration's message, as the gateway's mapping template writes it.</summary>
public static class RegistrationBody
{
    private static readonly string[] Fields = [RegistrationMessage.AppointmentId, RegistrationMessage.Country, RegistrationMessage.Schedule, RegistrationMessage.Status];

    /// <returns>What it asks for, as far as it says, and why that cannot be read; null where it can.</returns>
    public static (RegistrationRequest Request, string? Problem) Read(string body, MessageOrigin origin)
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
}
