using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Appointments.Graph;
using Appointments.Local;
using Appointments.Local.Console;
using Appointments.Local.Control;
using Appointments.Local.Emulators;
using Spectre.Console;

namespace Appointments.Cli;

/// <summary><c>run</c>: what the graph declares, on this machine.</summary>
internal static class RunVerb
{
    private const int DefaultPort = 8080;

    public static Command Create(IAnsiConsole console)
    {
        var stack = new StackOptions("--settings");
        var port = Port();
        var data = new Option<DirectoryInfo?>("--data") { Description = "Where tables and queues outlive the run; without it they are gone when it ends.", HelpName = "DIR" };
        var dynamoDb = ServerOption("--dynamodb", "Uses a DynamoDB (or DynamoDB Local) that runs already, for all regions.");
        var sqs = ServerOption("--sqs", "Uses an SQS (or an emulator of it) that runs already, for all regions.");
        var native = new Option<bool>("--native") { Description = "Runs the functions as Native AOT, as they are deployed; publishes them first." };
        var scale = TimeScale();
        var faults = new FaultFileOption();
        var inner = new Argument<string[]>("COMMAND") { Description = "After --: run it with APPOINTMENTS_* set, take everything down, exit with its status.", Arity = ArgumentArity.ZeroOrMore };
        var verb = new Command("run", "Brings up on this machine exactly what the Pulumi program declares: every region, with replication between them.") { port, data, dynamoDb, sqs, native, scale, faults.Option, inner };
        stack.AddTo(verb);
        verb.SetAction(async (parsed, cancel) =>
        {
            var clock = Stopwatch.StartNew();
            var command = InnerCommand.Read(parsed, inner);
            var configuration = stack.Read(parsed).WithDrillKey();
            var script = faults.Read(parsed, configuration);
            var graph = await GraphRecorder.RecordAsync(configuration);
            var progress = new StderrProgress();
            var functions = parsed.GetValue(native) ? await FunctionsFolder.NativeAsync(Repository.Root(), progress, cancel) : FunctionsFolder.Managed(Repository.Root());
            var options = new LocalRunOptions(functions, parsed.GetValue(port), parsed.GetValue(data)?.FullName, progress, Environment.GetEnvironmentVariable, TimeProvider.System,
                Elsewhere: new RunningServers(parsed.GetValue(dynamoDb), parsed.GetValue(sqs))) { TimeScale = parsed.GetValue(scale), DrillApiKey = configuration.Get(Plan.Settings.DrillApiKey.Key) };
            await using var run = await LocalRun.StartAsync(graph, configuration.Get(Plan.Settings.ApiKey.Key)!, options, cancel);
            using var announced = RunningRuns.OfUser(Environment.GetEnvironmentVariable).Announce(new RunningRun(Environment.ProcessId, configuration.Stack, run.ControlUrl));
            await using var going = new GoingWrong(script, run.Faults, progress, cancel);
            if (command is not null)
            {
                progress.Report(NotEmulated.Sentence); // standard output is the command's own
                return await command.RunAsync(run, until => WaitAsync(run, going, until), cancel);
            }
            StartScreen.Write(console, run, configuration.Stack, configuration.ToSettings().Countries[0], clock.Elapsed);
            await WaitAsync(run, going, Task.Delay(Timeout.Infinite, cancel));
            console.WriteLine("taking everything down…");
            return ExitCode.Done;
        });
        return verb;
    }

    private static Option<int> Port() =>
        Numbers.Option("--port", "The edge's port; regions and control follow. 0: any that are free.", "N", DefaultPort, NumberStyles.Integer, "a number from 0 to 65000", number => number is >= 0 and <= 65_000);

    private static Option<double> TimeScale() =>
        Numbers.Option("--time-scale", "How many times as fast Route 53's clock runs: health checks' intervals and records' times to live.", "N", 1d, NumberStyles.Float | NumberStyles.AllowThousands, "a number from 1 to 100", number => number is >= 1 and <= 100);

    private static Option<Uri?> ServerOption(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "URL",
        CustomParser = result =>
        {
            if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
                return url;
            result.AddError($"{name} {result.Tokens[0].Value}: expected an address such as http://127.0.0.1:8000.");
            return null;
        },
    };

    /// <exception cref="LocalRunException">A part of the run ended by itself, or the file of faults cannot be done.</exception>
    private static async Task WaitAsync(LocalRun run, GoingWrong going, Task until)
    {
        var first = await Task.WhenAny(until, run.Failed, going.Failed);
        if (first == going.Failed)
            throw new LocalRunException($"The file of faults could not be gone through; everything is taken down. {await going.Failed}");
        if (first == run.Failed)
            throw new LocalRunException($"A part of the run ended by itself; everything is taken down.\n{await run.Failed}");
        await until.ContinueWith(_ => { }, TaskScheduler.Default); // done, or Ctrl-C
    }
}
