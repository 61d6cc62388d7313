using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;

namespace Appointments.Cli.Doctor;

/// <summary><c>doctor</c>: what this machine has and lacks for each verb; exit 1 when run, test or graph cannot work.</summary>
internal static class DoctorVerb
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create(IAnsiConsole console)
    {
        var json = new Option<bool>("--json") { Description = "For programs." };
        var command = new Command("doctor", "Tells what this machine has and lacks for each verb, and the command that mends it. Changes nothing.") { json };
        command.SetAction(async (parsed, cancel) =>
        {
            var findings = await new Examination(Repository.Root(), Environment.GetEnvironmentVariable).FindAsync(cancel);
            if (parsed.GetValue(json))
                await Console.Out.WriteLineAsync(JsonSerializer.Serialize(findings, Json));
            else
                console.Write(Table([.. findings]));
            return findings.Any(finding => finding.Stops) ? ExitCode.NotSo : ExitCode.Done;
        });
        return command;
    }

    private static Table Table(Finding[] findings)
    {
        var table = new Table().AddColumns("", "what", "for", "where, or why", "type this");
        foreach (var finding in findings)
            table.AddRow(new Markup(Sign(finding.Presence)), new Text(finding.What), new Text(string.Join(", ", finding.For)), new Text(finding.Detail), new Text(finding.Mend ?? ""));
        return table;
    }

    private static string Sign(Presence presence) => presence switch
    {
        Presence.There => "[green]there[/]",
        Presence.Fetched => "[yellow]will be fetched[/]",
        _ => "[red]missing[/]",
    };
}
