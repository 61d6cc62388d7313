using System.CommandLine;
using System.Globalization;
using Appointments.Cli.Drilling;
using Appointments.Drills.Evidence;
using Spectre.Console;

namespace Appointments.Cli;

/// <summary><c>drill run NAME</c>: exits 0 where the steady state held and every objective was met, 1 where not.</summary>
internal sealed class DrillRunVerb
{
    private readonly IAnsiConsole console;
    private readonly OperatedSystem operated = new();
    private readonly StackOptions stack = new("--settings");
    private readonly Argument<string> name = new("NAME") { Description = "One of ./appointments drill list.", HelpName = "NAME", CompletionSources = { _ => Offered.Drills() } };
    private readonly Option<bool> local = new("--local") { Description = "Starts a local run for the drill and takes it down afterwards; without it the drill hits the run that is up." };
    private readonly Option<double> scale = Number("--time-scale", "With --local: how many times as fast Route 53's clock runs; the evidence says it.", "N", 20, 1, 100);
    private readonly Option<string?> region = new("--region") { Description = "The region that is hit; the first of the settings, where none is said. It has to be the one that serves clients here; with --local it is made that.", HelpName = "REGION", CompletionSources = { _ => Offered.Regions() } };
    private readonly Option<double> rate = Number("--rate", "Requests a second to each target of the drill.", "N", 8, 0.1, 1_000);
    private readonly Option<int?> seed = Numbers.Optional("--seed", "The same seed asks for the same; any, where none is said. With --times the following ones too.", "N", NumberStyles.None, 0, 1_000_000_000);
    private readonly Option<int> times = Numbers.From1("--times", "Runs it so often, each on a new seed, and shows median and worst.", "N", 1);
    private readonly Option<double?> patience = Numbers.Optional("--patience", "The most that a probe waits once the method has begun, and that coming to rest may take; without it what the file says, and 180.", "SECONDS", NumberStyles.Float, 0d, 86_400d);
    private readonly Option<string[]> objective = new("--objective") { Description = "Sets the most that a figure may be; may be given several times.", HelpName = "FIGURE=N", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<DirectoryInfo> into = new("--into") { Description = "Where the folder with the evidence is made.", HelpName = "DIR", DefaultValueFactory = _ => new DirectoryInfo("drill-evidence") };
    private readonly Option<bool> json = new("--json") { Description = "The report as JSON; with --times the median and worst of all." };

    private DrillRunVerb(IAnsiConsole console) => this.console = console;

    public static Command Create(IAnsiConsole console)
    {
        var verb = new DrillRunVerb(console);
        var command = new FinishingCommand("run", "Runs a drill with load of its own; Ctrl-C runs its rollbacks. The evidence stays in a folder.")
        {
            verb.name, verb.local, verb.scale, verb.region, verb.rate, verb.seed, verb.times, verb.patience, verb.objective, verb.into, verb.json,
        };
        verb.operated.AddTo(command);
        verb.stack.AddTo(command);
        command.SetAction(verb.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var order = DrillOrder.Of(parsed.GetRequiredValue(name), parsed.GetValue(region), parsed.GetValue(objective) ?? []); // what is wrong in it, or in the file, is said before anything is started
        var drill = DrillFiles.Read(order.Name, DrillFiles.AnyRegions);
        RefuseWhatWouldDoNothing(parsed);
        string[] said = parsed.GetValue(stack.Set) ?? [];
        string[] overrides = [.. DrillFiles.Needs(drill), .. said];
        if (parsed.GetValue(local))
            overrides = [.. overrides, .. order.NeedsOf(stack.Read(parsed, overrides), drill, said)];
        var (configuration, progress) = (stack.Read(parsed, overrides).WithDrillKey(), new StderrProgress());
        using var told = cancel.Register(() => progress.Report("interrupted: what the drill did is rolled back and its evidence written, which can take minutes; a second Ctrl-C ends it at once, and leaves its faults"));
        await using var target = parsed.GetValue(local) ? await DrillTarget.StartAsync(configuration, overrides, parsed.GetValue(scale), progress, cancel)
            : await operated.OutputsAsync(parsed, cancel) is { } outputs ? await DrillTarget.OfOutputsAsync(outputs, cancel)
            : await DrillTarget.FindAsync(await operated.Runs.FindAsync(parsed, cancel), configuration, overrides, cancel);
        var rehearsal = new Rehearsal(target, order, parsed.GetValue(rate), parsed.GetRequiredValue(into).FullName, parsed.GetValue(patience) is { } seconds ? TimeSpan.FromSeconds(seconds) : null, progress);
        List<DrillReport> reports = [];
        var first = parsed.GetValue(seed) ?? Random.Shared.Next(1_000_000);
        for (var number = 0; number < parsed.GetValue(times) && !cancel.IsCancellationRequested; number++)
            reports.Add(await OnceAsync(rehearsal, first + number, parsed, cancel));
        if (parsed.GetValue(times) > 1)
            WriteAll(reports, parsed.GetValue(json));
        return cancel.IsCancellationRequested ? ExitCode.Interrupted : reports.All(report => report.Passed) ? ExitCode.Done : ExitCode.NotSo;
    }

    /// <exception cref="UsageException">An option is about a run that this drill does not start, or about one that it does not hit.</exception>
    private void RefuseWhatWouldDoNothing(ParseResult parsed)
    {
        if (parsed.GetValue(local) && operated.Named(parsed) is { } named)
            throw new UsageException($"--local starts a run of its own, and {named} names another: expected one of them.");
        if (!parsed.GetValue(local) && parsed.GetResult(scale) is { Implicit: false })
            throw new UsageException("--time-scale is about the run that --local starts: add --local, or start the run itself with ./appointments run --time-scale N.");
    }

    private async Task<DrillReport> OnceAsync(Rehearsal rehearsal, int number, ParseResult parsed, CancellationToken cancel)
    {
        var (report, folder) = await rehearsal.RunAsync(number, cancel);
        if (parsed.GetValue(json) && parsed.GetValue(times) is 1)
            OperatorJson.Write(console, report);
        else if (!parsed.GetValue(json))
        {
            DrillTables.Write(console, report);
            console.WriteLine($"seed {number}, time scale {report.Setting.TimeScale}; evidence: {Path.Combine(folder, "report.html")}");
        }
        return report;
    }

    private void WriteAll(List<DrillReport> reports, bool asJson)
    {
        var spreads = FigureSpread.Of(reports);
        if (asJson)
            OperatorJson.Write(console, new { runs = reports.Count, passed = reports.Count(report => report.Passed), figures = spreads });
        else
        {
            DrillTables.Write(console, spreads);
            console.WriteLine($"{reports.Count(report => report.Passed)} of {reports.Count} passed");
        }
    }

    private static Option<double> Number(string name, string description, string unit, double standard, double least, double most) =>
        Numbers.Option(name, description, unit, standard, NumberStyles.Float | NumberStyles.AllowThousands, $"a number from {least} to {most}", (double number) => number >= least && number <= most);
}
