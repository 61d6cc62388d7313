using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Appointments.Faults;
using Spectre.Console;

namespace Appointments.Cli;

/// <summary>What <c>fault</c> writes, for people and for programs.</summary>
internal sealed class FaultReport(IAnsiConsole console)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, // what a kind does not take is not shown
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public void Write(ImmutableArray<ActiveFault> active, bool asJson)
    {
        if (asJson)
            console.Profile.Out.Writer.WriteLine(JsonSerializer.Serialize(active, Json));
        else if (active.IsEmpty)
            console.WriteLine("Nothing is wrong on purpose.");
        else
            console.Write(Table(active));
    }

    public void Write(FaultOutcome outcome, bool asJson)
    {
        if (asJson)
            console.Profile.Out.Writer.WriteLine(JsonSerializer.Serialize(outcome, Json));
        else
            console.WriteLine(outcome.Sentence);
    }

    private static Table Table(ImmutableArray<ActiveFault> active)
    {
        var table = new Table().AddColumns("fault", "region", "to", "seconds", "share", "since");
        foreach (var (fault, since) in active)
            table.AddRow(fault.Kind.Word(), Markup.Escape(fault.Region), Markup.Escape(fault.To ?? ""), Text(fault.Seconds), Text(fault.Share), $"{since:u}");
        return table;
    }

    private static string Text(double? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
