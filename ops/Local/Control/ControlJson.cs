using System.Text.Json;
using System.Text.Json.Serialization;

namespace Appointments.Local.Control;

/// <summary>How the control writes and its clients read.</summary>
internal static class ControlJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };
}
