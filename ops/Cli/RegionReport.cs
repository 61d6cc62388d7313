using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Appointments.Regions;
using Spectre.Console;

namespace Appointments.Cli;

/// <summary>What <c>region</c> writes, for people and for programs.</summary>
internal static class RegionReport
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // a reason as it was typed
    };

    public static void Write(IAnsiConsole console, ImmutableArray<RegionState> states, bool asJson)
    {
        if (asJson)
        {
            console.Profile.Out.Writer.WriteLine(JsonSerializer.Serialize(states, Json));
            return;
        }
        var table = new Table().AddColumns("region", "serves", "drained", "according to", "Route 53");
        foreach (var state in states)
            table.AddRow(Markup.Escape(state.Region), state.Serves ? "yes" : "[red]no[/]", Markup.Escape(Drained(state)), Markup.Escape(Observers(state)), state.Routable ? "healthy" : "[red]unhealthy[/]");
        console.Write(table);
    }

    public static void Write(IAnsiConsole console, RegionOutcome outcome, bool asJson)
    {
        if (asJson)
            console.Profile.Out.Writer.WriteLine(JsonSerializer.Serialize(outcome, Json));
        else
            console.WriteLine(outcome.Sentence);
    }

    private static string Drained(RegionState state) => state.Drained is { } mark ? $"since {mark.At:u} by {mark.By}: {mark.Reason}" : "no";

    /// <summary>Tables can differ: replication may be cut, a region may not answer.</summary>
    private static string Observers(RegionState state)
    {
        var silent = state.Sightings.Where(sighting => !sighting.Answered).Select(sighting => $"{sighting.Observer} does not answer");
        var drained = state.Sightings.Where(sighting => sighting.Mark is not null).Select(sighting => sighting.Observer);
        return string.Join(", ", state.Drained is null ? silent : drained.Concat(silent));
    }
}
