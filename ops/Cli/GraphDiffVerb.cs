using System.CommandLine;
using System.Text.Json;
using Appointments.Checks.Moving;
using Appointments.Graph;
using Appointments.Plan;
using Spectre.Console;

namespace Appointments.Cli;

/// <summary><c>graph diff</c>: what <c>pulumi up</c> would do, before it is asked; exits 1 where something that holds data would be lost.</summary>
internal static class GraphDiffVerb
{
    public static Command Create(IAnsiConsole console)
    {
        var stack = new StackOptions("--stack");
        var was = new Option<string[]>("--was") { Description = "Sets KEY=VALUE on the stack as it was before; may be given several times.", HelpName = "KEY=VALUE", Arity = ArgumentArity.ZeroOrMore };
        var against = new Option<FileInfo?>("--against") { Description = "The stack as it was: a file that `graph --json` wrote, at an earlier commit.", HelpName = "FILE.json" };
        var json = new Option<bool>("--json") { Description = "Every resource that is touched, as JSON." };
        var into = new Option<FileInfo?>("--into") { Description = "Puts the table into this Markdown file, below the mark that says this command.", HelpName = "FILE.md" };
        var command = new Command("diff", "Compares the stack as it is with the stack as --set makes it: what an update creates, changes in place, replaces and deletes. Exits 1 where data would be lost.") { was, against, json, into };
        stack.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var before = parsed.GetValue(against) is { } file ? await ReadAsync(file, cancel) : await GraphRecorder.RecordAsync(stack.Read(parsed, parsed.GetValue(was) ?? []));
            var moves = GraphDiff.Between(before, await GraphRecorder.RecordAsync(stack.Read(parsed)));
            var report = new MovesReport(before.Stack, moves);
            if (parsed.GetValue(into) is { } page)
                await GeneratedBlock.ReplaceAsync(page, Mark(parsed), report.Markdown(), cancel);
            if (parsed.GetValue(json))
                await Console.Out.WriteLineAsync(JsonSerializer.Serialize(new { report.Stack, report.Created, report.Changed, report.Replaced, report.Deleted, report.Lost, moves }, OperatorJson.Options));
            else
                report.Write(console);
            return report.Lost is 0 ? ExitCode.Done : ExitCode.NotSo;
        });
        return command;
    }

    private static async Task<ResourceGraph> ReadAsync(FileInfo file, CancellationToken cancel)
    {
        if (!file.Exists)
            throw new UsageException($"--against {file}: there is no such file. Write one with ./appointments graph --stack prod --json > {file.Name}, at the commit to compare with.");
        try { return GraphJson.Read(await File.ReadAllTextAsync(file.FullName, cancel)); }
        catch (JsonException problem) { throw new UsageException($"--against {file} is no graph ({problem.Message}): expected what ./appointments graph --json writes."); }
    }

    /// <summary>The command as it was typed, but for where its table goes.</summary>
    private static string Mark(ParseResult parsed)
    {
        var words = parsed.Tokens.Select(token => token.Value).ToList();
        words.RemoveRange(words.IndexOf("--into"), 2);
        return $"./appointments {string.Join(' ', words.Select(word => word.Contains(' ') ? $"'{word}'" : word))}";
    }
}
