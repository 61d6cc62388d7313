using System.CommandLine;
using Appointments.Graph;
using Appointments.Plan;
using Spectre.Console;

namespace Appointments.Cli;

/// <summary><c>graph</c>: every resource that <c>pulumi up</c> would declare, without AWS.</summary>
internal static class GraphVerb
{
    public static Command Create(IAnsiConsole console)
    {
        var stack = new StackOptions("--stack");
        var format = new Option<string>("--format") { Description = "How to write it.", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "json");
        var json = new Option<bool>("--json") { Description = "The same as --format json." };
        var command = new Command("graph", "Shows every resource that the Pulumi program declares for a stack, recorded without AWS.") { format, json };
        stack.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            var graph = await GraphRecorder.RecordAsync(stack.Read(parsed));
            if (parsed.GetValue(json) || parsed.GetValue(format) is "json")
                await Console.Out.WriteLineAsync(GraphJson.Write(graph));
            else
                console.Write(Table(graph));
            return ExitCode.Done;
        });
        return command;
    }

    private static Table Table(ResourceGraph graph)
    {
        var table = new Table().Title($"{graph.Project} {graph.Stack}: {graph.Resources.Length} resources").AddColumns("region", "type", "name", "depends on");
        foreach (var resource in graph.Resources.OrderBy(resource => resource.Region ?? "").ThenBy(resource => resource.Name, StringComparer.Ordinal))
            table.AddRow(Markup.Escape(resource.Region ?? "global"), Markup.Escape(resource.Read ? $"{resource.Type} (looked up)" : resource.Type), Markup.Escape(resource.Name),
                Markup.Escape(string.Join(", ", resource.DependsOn.Select(urn => urn.Split("::")[^1]))));
        return table;
    }
}
