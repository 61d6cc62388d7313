using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Appointments.Cli;

/// <summary>How operators' verbs write JSON.</summary>
internal static class OperatorJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // a reason as it was typed
    };

    public static void Write(object what) => Console.Out.WriteLine(JsonSerializer.Serialize(what, Options));
}
