using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Appointments.Checks;
using Appointments.Graph;
using Spectre.Console;

namespace Appointments.Cli;

/// <summary><c>check</c>: the policies over the graph of a stack; exits 1 where one is broken.</summary>
internal static class CheckVerb
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create(IAnsiConsole console)
    {
        var stack = new StackOptions("--stack");
        var json = new Option<bool>("--json") { Description = "Write the violations as JSON." };
        var command = new Command("check", "Holds every resource of a stack against the policies, without AWS; exits 1 where one is broken.") { json };
        stack.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            var graph = await GraphRecorder.RecordAsync(stack.Read(parsed));
            var violations = PolicyPack.Check(graph);
            if (parsed.GetValue(json))
                await Console.Out.WriteLineAsync(JsonSerializer.Serialize(violations, Json));
            else
                Write(console, violations, $"{graph.Stack}: {graph.Resources.Length} resources, {PolicyPack.All.Length} policies, {violations.Length} violations");
            foreach (var notice in Notices.Of(graph))
                await Console.Error.WriteLineAsync($"note: {notice}");
            return violations is [] ? ExitCode.Done : ExitCode.NotSo;
        });
        return command;
    }

    private static void Write(IAnsiConsole console, ImmutableArray<Violation> violations, string summary)
    {
        if (!violations.IsEmpty)
        {
            var table = new Table().AddColumns("policy", "resource", "what", "what to do");
            foreach (var violation in violations)
                table.AddRow(Markup.Escape(violation.Policy), Markup.Escape(violation.Resource), Markup.Escape(violation.What), Markup.Escape(violation.Todo));
            console.Write(table);
        }
        console.WriteLine(summary);
    }
}
