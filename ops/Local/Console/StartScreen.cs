using Appointments.Domain;
using Spectre.Console;

namespace Appointments.Local.Console;

/// <summary>What a person sees when the run is up: addresses, the key, and commands to paste.</summary>
public static class StartScreen
{
    /// <param name="country">Whose route the commands show.</param>
    public static void Write(IAnsiConsole console, LocalRun run, string stack, Country country, TimeSpan took)
    {
        console.WriteLine();
        console.MarkupLine($"[green]{run.Regions.Length} regions of {Markup.Escape(stack)} are up[/] after {took.TotalSeconds:F0} s. Ctrl-C takes everything down.");
        var table = new Table().NoBorder().HideHeaders().AddColumns("what", "where");
        table.AddRow("edge", Text(run.EdgeUrl));
        foreach (var (region, stage) in run.Regions)
            table.AddRow(Markup.Escape(region), Text(stage));
        table.AddRow("control", Text(run.ControlUrl));
        table.AddRow("x-api-key", Markup.Escape(run.ApiKey));
        console.Write(table);
        console.MarkupLine($"[grey]Route 53's clock: {Markup.Escape(run.Routing)}.[/]");
        console.MarkupLine($"[grey]{Markup.Escape(NotEmulated.Sentence)}[/]");
        console.WriteLine();
        console.WriteLine("Paste these:");
        foreach (var command in Commands(run, country))
            System.Console.Out.WriteLine(command); // not through Spectre, which would break long lines
        console.WriteLine();
    }

    private static string[] Commands(LocalRun run, Country country) =>
    [
        $$"""  curl -sw '\n' -X POST {{run.EdgeUrl}}/{{country.Path}} -H 'x-api-key: {{run.ApiKey}}' -H 'Content-Type: application/json' -d '{"appointmentId":"id-12345","country":"{{country.Name}}","status":"requested"}'""",
        $$"""  curl -sw '\n' -X POST {{run.EdgeUrl}}/change-status -H 'x-api-key: {{run.ApiKey}}' -H 'Content-Type: application/json' -d '{"appointmentId":"id-12345","status":"confirmed"}'""",
        $"  curl -sw '\\n' {run.Regions[^1].Stage}/appointments/id-12345 -H 'x-api-key: {run.ApiKey}'",
    ];

    private static string Text(Uri url) => Markup.Escape(url.ToString());
}
