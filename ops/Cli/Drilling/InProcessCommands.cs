using System.Collections.Immutable;
using System.CommandLine;
using Appointments.Drills.Experiments;
using Appointments.Drills.Running;
using Spectre.Console;

namespace Appointments.Cli.Drilling;

/// <summary>Runs <c>./appointments</c> with words from a drill's file, in this process, with the same verbs that a person types.</summary>
/// <param name="target">What the drill is about: named to every verb that asks for it.</param>
/// <param name="measured">What probes look at.</param>
internal sealed class InProcessCommands(DrillTarget target, IMeasured measured)
{
    /// <summary>Wider than any table of ours: what is written is read by tolerances.</summary>
    private const int Unbroken = 10_000;

    /// <returns>What the command line says against these words; null: it would run them.</returns>
    public static string? ProblemOf(ImmutableArray<string> words)
    {
        var parsed = CommandLine.Root(Into(TextWriter.Null)).Parse(words);
        return parsed.Errors.Count is 0 ? null : $"./appointments {string.Join(' ', words)}: {string.Join(' ', parsed.Errors.Select(error => error.Message))}";
    }

    public async Task<CommandResult> RunAsync(ImmutableArray<string> words, CancellationToken cancel)
    {
        using StringWriter output = new(), errors = new();
        var root = CommandLine.Root(Into(output), measured);
        var exit = await CommandLine.InvokeAsync(root, [.. words, .. Named(root.Parse(words).CommandResult.Command, words)], errors, cancel);
        cancel.ThrowIfCancellationRequested();
        return new CommandResult(exit, output.ToString(), errors.ToString());
    }

    private string[] Named(Command verb, ImmutableArray<string> words) =>
        verb.Options.Any(option => option.Name == target.Option) && !words.Contains(target.Option) ? [target.Option, target.Value] : [];

    private static IAnsiConsole Into(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = Unbroken;
        return console;
    }
}
