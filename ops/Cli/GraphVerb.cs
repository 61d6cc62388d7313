using System.CommandLine;
using Appointments.Checks.Destruction;
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
        format.AcceptOnlyFromAmong("table", "mermaid", "json", "retained");
        var json = new Option<bool>("--json") { Description = "The same as --format json." };
        var into = new Option<FileInfo?>("--into") { Description = "With --format mermaid or retained: puts it in place of the first one in this Markdown file.", HelpName = "FILE.md" };
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
                    await WriteAsync(new GraphDiagram(graph).Write(), Diagram, parsed.GetValue(into));
                    break;
                case "retained":
                    await WriteAsync(RetainedList.Markdown(graph), RetainedBlock, parsed.GetValue(into));
                    break;
                default:
                    console.Write(Table(graph, console.Profile.Width));
                    break;
            }
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>What stands in a document between two lines.</summary>
    private sealed record Block(string Start, string End);

    private static readonly Block Diagram = new("```mermaid\n", "```"), RetainedBlock = new("<!-- retained -->\n", "<!-- /retained -->");

    /// <exception cref="UsageException">The file has no block to replace.</exception>
    private static async Task WriteAsync(string content, Block block, FileInfo? into)
    {
        if (into is null)
        {
            await Console.Out.WriteAsync(content);
            return;
        }
        var before = into.Exists ? await File.ReadAllTextAsync(into.FullName) : "";
        var start = before.IndexOf(block.Start, StringComparison.Ordinal) + block.Start.Length;
        var end = start < block.Start.Length ? -1 : before.IndexOf(block.End, start, StringComparison.Ordinal);
        if (end < 0)
            throw new UsageException($"{into.FullName} holds no {block.Start.TrimEnd()} block: expected one, whose content is replaced.");
        await File.WriteAllTextAsync(into.FullName, before[..start] + content + before[end..]);
    }

    private static Table Table(ResourceGraph graph, int width)
    {
        // Into a file or a pipe a row is as wide as it must be; what one policy depends on would make every row 900 wide.
        var dependsOn = new TableColumn("depends on") { Width = width < Terminal.Unbroken ? null : 120 };
        var table = new Table().Title($"{graph.Project} {graph.Stack}: {graph.Resources.Length} resources").AddColumns("region", "type", "name").AddColumn(dependsOn);
        foreach (var resource in graph.Resources.OrderBy(resource => resource.Region ?? "").ThenBy(resource => resource.Name, StringComparer.Ordinal))
            table.AddRow(Markup.Escape(resource.Region ?? "global"), Markup.Escape(resource.Read ? $"{resource.Type} (looked up)" : resource.Type), Markup.Escape(resource.Name),
                Markup.Escape(string.Join(", ", resource.DependsOn.Select(urn => urn.Split("::")[^1]))));
        return table;
    }
}
