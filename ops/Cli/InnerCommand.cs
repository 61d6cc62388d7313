using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;
using System.Text.Json;
using Appointments.Local;
using Appointments.Local.Processes;

namespace Appointments.Cli;

/// <summary>What stands behind <c>--</c>: run with the addresses of a local run in its environment, on this terminal.</summary>
/// <param name="File">The executable's path.</param>
internal sealed record InnerCommand(string File, string[] Arguments)
{
    /// <summary>Ctrl-C in a terminal reaches the command too; this is how long it may take to end by itself.</summary>
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(5);

    /// <returns>Null where there is none.</returns>
    /// <exception cref="UsageException">A word stands before the <c>--</c>, or no such executable is on the PATH: said before anything is started.</exception>
    public static InnerCommand? Read(ParseResult parsed, Argument<string[]> argument)
    {
        var words = parsed.GetValue(argument) ?? [];
        var behind = parsed.Tokens.SkipWhile(token => token.Type is not TokenType.DoubleDash).Skip(1).Count();
        if (words.Length > behind)
            throw new UsageException($"Unrecognized command or argument '{words[0]}': a command to run stands behind --, as in ./appointments run -- {words[0]}.\nTry: ./appointments run --help");
        if (words is [])
            return null;
        return new InnerCommand(Executables.Find(words[0]) ?? throw new UsageException($"There is no executable {words[0]}, neither as a file nor on the PATH: expected a command after --."), words[1..]);
    }

    /// <returns>Its exit status; 128 + the signal's number where a signal ended it.</returns>
    /// <param name="whileRunning">Completes when the command does; throws when the run cannot go on.</param>
    public async Task<int> RunAsync(LocalRun run, Func<Task, Task> whileRunning, CancellationToken cancel)
    {
        using var process = Process.Start(Start(run))!;
        try
        {
            await whileRunning(process.WaitForExitAsync(cancel));
            if (cancel.IsCancellationRequested)
                await Task.WhenAny(process.WaitForExitAsync(CancellationToken.None), Task.Delay(EndsWithin, CancellationToken.None));
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode;
    }

    private ProcessStartInfo Start(LocalRun run)
    {
        var start = new ProcessStartInfo(File, Arguments);
        start.Environment["APPOINTMENTS_URL"] = run.EdgeUrl.ToString();
        start.Environment["APPOINTMENTS_API_KEY"] = run.ApiKey;
        if (run.DrillApiKey is { } drills)
            start.Environment["APPOINTMENTS_DRILL_API_KEY"] = drills;
        start.Environment["APPOINTMENTS_REGION_URLS"] = JsonSerializer.Serialize(run.Regions.ToDictionary(region => region.Region, region => region.Stage.ToString()));
        start.Environment["APPOINTMENTS_CONTROL_URL"] = run.ControlUrl.ToString().TrimEnd('/');
        return start;
    }
}
