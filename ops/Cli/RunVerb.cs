using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Appointments.Graph;
using Appointments.Local;
using Appointments.Local.Console;
using Spectre.Console;

namespace Appointments.Cli;

/// <summary><c>run</c>: what the graph declares, on this machine.</summary>
internal static class RunVerb
{
    private const int DefaultPort = 8080;

    public static Command Create(IAnsiConsole console)
    {
        var stack = new StackOptions("--settings");
        var port = new Option<int>("--port") { Description = "The edge's port; regions and control follow. 0: any that are free.", HelpName = "N", DefaultValueFactory = _ => DefaultPort };
        port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 65_000)
                result.AddError("--port takes a number from 0 to 65000.");
        });
        var data = new Option<DirectoryInfo?>("--data") { Description = "Where tables and queues outlive the run; without it they are gone when it ends.", HelpName = "DIR" };
        var inner = new Argument<string[]>("COMMAND") { Description = "After --: run it with APPOINTMENTS_* set, take everything down, exit with its status.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("run", "Brings up on this machine exactly what the Pulumi program declares: every region, with replication between them.") { port, data, inner };
        stack.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var clock = Stopwatch.StartNew();
            var configuration = stack.Read(parsed);
            var options = new LocalRunOptions(FunctionsDirectory(), parsed.GetValue(port), parsed.GetValue(data)?.FullName, new StderrProgress(), Environment.GetEnvironmentVariable, TimeProvider.System);
            var graph = await GraphRecorder.RecordAsync(configuration);
            await using var run = await LocalRun.StartAsync(graph, configuration.Get(Plan.Settings.ApiKey.Key)!, options, cancel);
            if (parsed.GetValue(inner) is { Length: > 0 } words)
                return await RunInnerAsync(run, words, cancel);
            StartScreen.Write(console, run, configuration.Stack, clock.Elapsed);
            await WaitAsync(run, Task.Delay(Timeout.Infinite, cancel));
            console.WriteLine("taking everything down…");
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>The managed build beside this program. `pulumi up` publishes its own.</summary>
    private static string FunctionsDirectory() => Path.Combine(Repository.Root(), "functions/Lambda/bin/Release/net10.0");

    private static async Task<int> RunInnerAsync(LocalRun run, string[] words, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(words[0], words[1..]);
        start.Environment["APPOINTMENTS_URL"] = run.EdgeUrl.ToString();
        start.Environment["APPOINTMENTS_API_KEY"] = run.ApiKey;
        start.Environment["APPOINTMENTS_REGION_URLS"] = JsonSerializer.Serialize(run.Regions.ToDictionary(region => region.Region, region => region.Stage.ToString()));
        start.Environment["APPOINTMENTS_CONTROL_URL"] = run.ControlUrl.ToString().TrimEnd('/');
        using var process = Start(start);
        try
        {
            await WaitAsync(run, process.WaitForExitAsync(cancel));
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
        return process.HasExited && !cancel.IsCancellationRequested ? process.ExitCode : 128 + 2; // as a shell reports SIGINT
    }

    private static Process Start(ProcessStartInfo start)
    {
        try { return Process.Start(start)!; }
        catch (System.ComponentModel.Win32Exception problem) { throw new LocalRunException($"{start.FileName} could not be started: {problem.Message}. Expected a command after --.", problem); }
    }

    /// <exception cref="LocalRunException">A part of the run ended by itself.</exception>
    private static async Task WaitAsync(LocalRun run, Task until)
    {
        if (await Task.WhenAny(until, run.Failed) == run.Failed)
            throw new LocalRunException($"A part of the run ended by itself; everything is taken down.\n{await run.Failed}");
        await until.ContinueWith(_ => { }, TaskScheduler.Default); // done, or Ctrl-C
    }

    /// <summary>Progress goes to standard error, in order: standard output belongs to the screen, or to the command.</summary>
    private sealed class StderrProgress : IProgress<string>
    {
        public void Report(string value) => Console.Error.WriteLine(value);
    }
}
