using System.Text;
using System.Text.Json;

namespace Appointments.Domain;

/// <summary>A row as JSON, the way quarantine keeps it. By hand, because it is one shape and the domain has no serializer.</summary>
internal static class RowContent
{
    public static string Json(LedgerRow row)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("appointmentId", row.AppointmentId);
            json.WriteString("status", row.Status.Wire());
            json.WriteString("country", row.Country);
            json.WriteString("schedule", row.Schedule);
            json.WriteString("changedAt", Instant.Write(row.ChangedAt));
            json.WriteString("changedIn", row.ChangedIn);
            json.WriteString("previousStatus", row.PreviousStatus?.Wire());
            json.WriteString("nextStatus", row.NextStatus?.Wire());
            json.WriteString("requestId", row.RequestId);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
