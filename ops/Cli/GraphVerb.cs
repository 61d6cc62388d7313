using System.CommandLine;
using System.Text.RegularExpressions;
using Appointments.Graph;
using Appointments.Plan;
using Spectre.Console;

namespace Appointments.Cli;

/// <summary><c>graph</c>: every resource that <c>pulumi up</c> would declare, without AWS.</summary>
internal static partial class GraphVerb
{
    public static Command Create(IAnsiConsole console)
    {
        var stack = new StackOptions("--stack");
        var format = new Option<string>("--format") { Description = "How to write it.", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "mermaid", "json");
        var json = new Option<bool>("--json") { Description = "The same as --format json." };
        var into = new Option<FileInfo?>("--into") { Description = "With --format mermaid: puts the diagram in place of the first one in this Markdown file.", HelpName = "FILE.md" };
        var command = new Command("graph", "Shows every resource that the Pulumi program declares for a stack, recorded without AWS.") { format, json, into };
        stack.AddTo(command);
        command.Subcommands.Add(GraphDiffVerb.Create(console));
        command.SetAction(async (parsed, _) =>
        {
            var graph = await GraphRecorder.RecordAsync(stack.Read(parsed));
            switch (parsed.GetValue(json) ? "json" : parsed.GetValue(format))
            {
                case "json":
                    await Console.Out.WriteLineAsync(GraphJson.Write(graph));
                    break;
                case "mermaid":
                    await WriteDiagramAsync(new GraphDiagram(graph).Write(), parsed.GetValue(into));
                    break;
                default:
                    console.Write(Table(graph));
                    break;
            }
            return ExitCode.Done;
        });
        return command;
    }

    /// <exception cref="UsageException">The file has no diagram to replace.</exception>
    private static async Task WriteDiagramAsync(string diagram, FileInfo? into)
    {
        if (into is null)
        {
            await Console.Out.WriteAsync(diagram);
            return;
        }
        var before = into.Exists ? await File.ReadAllTextAsync(into.FullName) : "";
        var after = Diagram().Replace(before, _ => $"```mermaid\n{diagram}```", count: 1);
        if (!Diagram().IsMatch(before))
            throw new UsageException($"{into.FullName} holds no ```mermaid block: expected one, which the diagram replaces.");
        await File.WriteAllTextAsync(into.FullName, after);
    }

    [GeneratedRegex("```mermaid\n.*?```", RegexOptions.Singleline)]
    private static partial Regex Diagram();

    private static Table Table(ResourceGraph graph)
    {
        var table = new Table().Title($"{graph.Project} {graph.Stack}: {graph.Resources.Length} resources").AddColumns("region", "type", "name", "depends on");
        foreach (var resource in graph.Resources.OrderBy(resource => resource.Region ?? "").ThenBy(resource => resource.Name, StringComparer.Ordinal))
            table.AddRow(Markup.Escape(resource.Region ?? "global"), Markup.Escape(resource.Read ? $"{resource.Type} (looked up)" : resource.Type), Markup.Escape(resource.Name),
                Markup.Escape(string.Join(", ", resource.DependsOn.Select(urn => urn.Split("::")[^1]))));
        return table;
    }
}
