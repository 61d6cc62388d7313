using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

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

    /// <summary>To the console that was given, as tables go: a drill reads what it called.</summary>
    public static void Write(IAnsiConsole console, object what) => console.Profile.Out.Writer.WriteLine(JsonSerializer.Serialize(what, Options));
}
