using System.CommandLine;
using System.CommandLine.Help;
using Appointments.Aws;
using Appointments.Cli.Doctor;
using Appointments.Cost;
using Appointments.Drills.Evidence;
using Appointments.Drills.Experiments;
using Appointments.Drills.Running;
using Appointments.Graph;
using Appointments.Local;
using Appointments.Plan;
using Spectre.Console;
using Invoked = System.CommandLine.Parsing.CommandResult;

namespace Appointments.Cli;

/// <summary>Parses and invokes, and turns what can go wrong into a message and an exit code.</summary>
internal static class CommandLine
{
    /// <summary>How long Ctrl-C waits for what it stops: the parts of a local run end one after the other, each with seconds of grace, and a busy machine takes longer. Not for a <see cref="FinishingCommand"/>.</summary>
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(120);

    /// <summary>Not a <see cref="RootCommand"/>: that one takes its name from the program's file, and people type this one.</summary>
    /// <param name="drill">What the drill that runs these verbs measures; null: a person runs them.</param>
    public static Command Root(IAnsiConsole console, IMeasured? drill = null) => new("./appointments", "Medical appointments in two AWS regions at once: run them on this machine; look at what is deployed, release, drain and drill, here and on AWS.")
    {
        RunVerb.Create(console),
        GraphVerb.Create(console),
        CheckVerb.Create(console),
        SettingsVerb.Create(console),
        CostVerb.Create(console),
        RegionVerb.Create(console),
        DrillVerb.Create(console, drill),
        ProbeVerb.Create(console, drill),
        FaultVerb.Create(console),
        RolloutVerb.Create(console),
        QuarantineVerb.Create(console),
        BackupVerb.Create(console),
        TestVerb.Create(console),
        BenchVerb.Create(console),
        DoctorVerb.Create(console),
        CompletionVerb.Create(),
        new HelpOption("--help", "-h", "-?") { Recursive = true }, // not /h and /?, which here are files
    };

    /// <param name="cancel">Who calls ends it with this; null: Ctrl-C does.</param>
    public static async Task<int> InvokeAsync(Command root, string[] args, TextWriter errors, CancellationToken? cancel = null)
    {
        var parsed = root.Parse(args is [] ? ["--help"] : args);
        if (parsed.Errors.Count > 0)
        {
            var verb = parsed.CommandResult.Command;
            foreach (var error in parsed.Errors.Where(error => verb != root || error.Message.Contains('\''))) // that a verb is missing goes without saying where it is unknown
                await errors.WriteLineAsync(error.Message);
            await errors.WriteLineAsync($"Try: ./appointments {string.Concat(Path(verb, root).Select(name => $"{name} "))}--help");
            return ExitCode.BadUse;
        }
        if (Misplaced(parsed.CommandResult) is { } option) // the parser takes it for the verb before, which is not invoked: it would be ignored
        {
            var verb = string.Join(' ', Path(parsed.CommandResult.Command, root));
            await errors.WriteLineAsync($"{option} stands before '{parsed.CommandResult.Command.Name}' and would be ignored; expected behind it: ./appointments {verb} {option} …");
            return ExitCode.BadUse;
        }
        var (exit, problem) = await InvokeAsync(parsed, cancel);
        if (problem is not null)
            await errors.WriteLineAsync(problem);
        return exit;
    }

    /// <summary>An option of a verb whose subcommand is invoked, such as <c>graph --stack prod diff</c>.</summary>
    private static string? Misplaced(Invoked invoked) => invoked.Parent is not Invoked verb ? null
        : verb.Children.OfType<System.CommandLine.Parsing.OptionResult>().FirstOrDefault(given => !given.Implicit && !given.Option.Recursive)?.IdentifierToken?.Value ?? Misplaced(verb);

    /// <summary>Such as <c>region drain</c>.</summary>
    private static IEnumerable<string> Path(Command verb, Command root) =>
        verb == root ? [] : [.. verb.Parents.OfType<Command>().Take(1).SelectMany(parent => Path(parent, root)), verb.Name];

    private static async Task<(int Exit, string? Problem)> InvokeAsync(ParseResult parsed, CancellationToken? cancel)
    {
        using var interrupt = cancel is null && parsed.CommandResult.Command is FinishingCommand ? new PatientInterrupt() : null;
        var ends = cancel ?? interrupt?.Token;
        try
        {
            return (await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = ends is null ? StopsWithin : null }, ends ?? CancellationToken.None), null);
        }
        catch (Exception problem) when (problem is SettingsException or ConfigurationException or UsageException or ExperimentException or EvidenceException or MissingPriceException or StackOutputsException)
        {
            return (ExitCode.BadUse, problem.Message);
        }
        catch (Exception problem) when (problem is LocalRunException or OperatorException)
        {
            return (ExitCode.NotSo, problem.Message);
        }
        catch (OperationCanceledException) // Ctrl-C before there was anything to end
        {
            return (ExitCode.Interrupted, "interrupted");
        }
        catch (Exception unforeseen) // here or nowhere: left alone it would abort the process and look like a crash
        {
            return (ExitCode.NotSo, $"Unforeseen, so a bug of this program:\n{unforeseen}");
        }
    }
}
