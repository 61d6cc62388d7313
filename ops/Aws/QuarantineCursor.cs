using System.Text;
using System.Text.Json;

namespace Appointments.Aws;

/// <summary>Where a page of quarantine ended, as people copy it to ask for the next.</summary>
public static class QuarantineCursor
{
    /// <summary>What is said of a cursor that is none.</summary>
    public const string Expected = "expected what the page before showed at its end";

    public static string Write(string appointmentId, string key) => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new[] { appointmentId, key }));

    /// <returns>The last entry of the page before; null: this is no cursor.</returns>
    public static (string AppointmentId, string Key)? Read(string cursor)
    {
        try { return JsonSerializer.Deserialize<string?[]>(Encoding.UTF8.GetString(Convert.FromBase64String(cursor))) is [{ Length: > 0 } id, { Length: > 0 } key] ? (id, key) : null; }
        catch (Exception problem) when (problem is FormatException or JsonException) { return null; } // who asks says what is expected
    }
}
