using System.CommandLine;
using Appointments.Graph;
using Appointments.Local;
using Appointments.Plan;

namespace Appointments.Cli;

/// <summary>Parses and invokes, and turns what can go wrong into a message and an exit code.</summary>
public static class CommandLine
{
    /// <summary>How long Ctrl-C waits for what it stops; the processes of a local run need some seconds.</summary>
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(30);

    public static async Task<int> InvokeAsync(RootCommand root, string[] args, TextWriter errors)
    {
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await errors.WriteLineAsync(error.Message);
            await errors.WriteLineAsync($"Try: ./appointments {(parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ")}--help");
            return ExitCode.BadUse;
        }
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = StopsWithin });
        }
        catch (Exception problem) when (problem is SettingsException or ConfigurationException)
        {
            await errors.WriteLineAsync(problem.Message);
            return ExitCode.BadUse;
        }
        catch (LocalRunException problem)
        {
            await errors.WriteLineAsync(problem.Message);
            return ExitCode.NotSo;
        }
    }
}
