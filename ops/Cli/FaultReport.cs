using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Appointments.Faults;
using Appointments.Injection;
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

    /// <summary>Every kind there could be.</summary>
    public void WriteKinds(bool asJson)
    {
        var kinds = Enum.GetValues<FaultKind>().Select(kind => (Word: kind.Word(), FaultShape.Of(kind).Does, Aws: FaultOnAws.Of(kind))).ToArray();
        if (asJson)
        {
            console.Profile.Out.Writer.WriteLine(JsonSerializer.Serialize(kinds.Select(kind => new { kind = kind.Word, local = kind.Does, aws = kind.Aws.Means, awsHow = kind.Aws.How }), Json));
            return;
        }
        var table = new Table().AddColumns("fault", "on the local run", "on AWS");
        foreach (var (word, does, aws) in kinds)
            table.AddRow(word, Markup.Escape(does), Markup.Escape(aws.Means is AwsMeans.None ? $"cannot be made: {aws.How}" : aws.How));
        console.Write(table);
    }

    private static Table Table(ImmutableArray<ActiveFault> active)
    {
        var table = new Table().AddColumns("fault", "region", "to", "seconds", "share", "since");
        foreach (var (fault, since) in active)
            table.AddRow(fault.Kind.Word(), Markup.Escape(fault.Region), Markup.Escape(fault.To ?? ""), Text(fault.Seconds), Text(fault.Share), since is { } at ? $"{at:u}" : "not known");
        return table;
    }

    private static string Text(double? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
