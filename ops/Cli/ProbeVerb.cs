using System.CommandLine;
using System.Globalization;
using Appointments.Aws;
using Appointments.Backups;
using Appointments.Cli.Drilling;
using Appointments.Drills.Running;
using Appointments.Regions;
using Spectre.Console;

namespace Appointments.Cli;

/// <summary><c>probe</c>: one number about the system, as drills ask for it. With a bound it exits 1 where the number is beyond it; with a time it waits for it.</summary>
internal sealed class ProbeVerb
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    private readonly IAnsiConsole console;
    private readonly MeasuredFinder finder;
    private readonly Option<double?> atLeast = Bound("--at-least", "Exits 1 where it is less.");
    private readonly Option<double?> atMost = Bound("--at-most", "Exits 1 where it is more.");
    private readonly Option<double?> within = Seconds("--within", "Waits so long for it to be within its bounds.");
    private readonly Option<double?> over = Seconds("--over", "Looks at requests of the last so many seconds; 5, where nothing is said.");
    private readonly Argument<string> region = RegionVerb.Region();
    private readonly Argument<string?> anyRegion = new("REGION") { Description = "Such as us-east-1; all, where none is said.", HelpName = "REGION", CompletionSources = { _ => Offered.Regions() }, Arity = ArgumentArity.ZeroOrOne };

    private ProbeVerb(IAnsiConsole console, IMeasured? drill) => (this.console, finder) = (console, new MeasuredFinder(drill));

    /// <param name="drill">What a drill's load has met; null: a probe that is typed measures by itself.</param>
    public static Command Create(IAnsiConsole console, IMeasured? drill)
    {
        var verb = new ProbeVerb(console, drill);
        return new Command("probe", "Measures one thing and writes it as a number: what drills look at, for people too.")
        {
            verb.Probe("success-rate", "The share of clients' requests that were answered, and not with a 5xx, 403 or 429: 0 to 1.", async (measured, parsed, cancel) => Probes.SuccessRate(await measured.RequestsAsync(verb.Window(parsed), cancel)), verb.over),
            verb.Probe("p99", "The 99th percentile of the time to an answer, in milliseconds.", async (measured, parsed, cancel) => Probes.P99(await measured.RequestsAsync(verb.Window(parsed), cancel)), verb.over),
            verb.Probe("share", "Of the writes that regions took from a drill's clients, the share of this one: 0 to 1.", async (measured, parsed, cancel) => Probes.Share(await measured.RequestsAsync(verb.Window(parsed), cancel), MeasuredFinder.Region(measured.System, parsed.GetRequiredValue(verb.region))), verb.over, verb.region),
            verb.Probe("unroutable", "Regions that Route 53 sends nobody to.", async (measured, _, cancel) => Probes.Unroutable(await measured.System.SampleAsync(cancel))),
            verb.Probe("backlog", "Messages that wait in the queues or are being handled.", async (measured, parsed, cancel) => Probes.Backlog(await measured.System.SampleAsync(cancel), parsed.GetValue(verb.anyRegion)), verb.anyRegion),
            verb.Probe("dead-letters", "Messages in the dead-letter queues.", async (measured, parsed, cancel) => Probes.DeadLetters(await measured.System.SampleAsync(cancel), parsed.GetValue(verb.anyRegion)), verb.anyRegion),
            verb.SetAside(),
            verb.Probe("alarms", "Alarms that are raised, of those on which autoDrain acts.", async (measured, parsed, cancel) => Probes.Alarms(await measured.System.SampleAsync(cancel), parsed.GetValue(verb.anyRegion)), verb.anyRegion),
            verb.MissingRows(),
            verb.Probe("replication-lag", "How long ago the oldest write was made that another region has not, in seconds.", async (measured, _, cancel) => Probes.Lag(await measured.System.SampleAsync(cancel))),
            verb.Probe("disagreements", "Appointments that the regions do not show alike, of up to fifty late ones.", async (measured, _, cancel) => await Probes.DisagreementsAsync(measured.System, await measured.AppointmentsAsync(cancel), cancel)),
        };
    }

    private Command SetAside()
    {
        var (name, where, count) = (PoisonCommand.Name(), PoisonCommand.Region(), PoisonCommand.Count());
        return Probe("set-aside", "Of the appointments of a drill poison NAME, those that a region shows in quarantine.", async (measured, parsed, cancel) =>
            await new Poison(measured.System, MeasuredFinder.Region(measured.System, parsed.GetRequiredValue(where)), parsed.GetRequiredValue(name), TimeProvider.System).SetAsideAsync(parsed.GetValue(count), cancel), name, where, count);
    }

    private Command MissingRows()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "What ./appointments backup save wrote." };
        var prefix = new Option<string>("--id-prefix") { Description = "What the ids in it begin with, so that no other row is read.", HelpName = "TEXT", DefaultValueFactory = _ => "" };
        return Probe("missing-rows", "Rows of a backup that could be put back, in the region that lacks most of them.", async (_, parsed, cancel) =>
        {
            using var ledgers = new DataPlaneLedgers(await finder.DeploymentAsync(parsed, cancel), null, DrainVariant.Planned.Patience, TimeProvider.System);
            return await new BackupOperations(ledgers).MissingAsync(await BackupFile.ReadAsync(parsed.GetRequiredValue(file).FullName, cancel), parsed.GetRequiredValue(prefix), cancel);
        }, file, prefix);
    }

    private Command Probe(string name, string description, Func<IMeasured, ParseResult, CancellationToken, Task<double?>> measure, params Symbol[] more)
    {
        var command = new Command(name, description) { atLeast, atMost, within };
        finder.AddTo(command);
        foreach (var symbol in more)
            if (symbol is Option option)
                command.Options.Add(option);
            else
                command.Arguments.Add((Argument)symbol);
        command.SetAction((parsed, cancel) => finder.WithAsync(parsed, measured => LookAsync(measured, name, measure, parsed, cancel), cancel));
        return command;
    }

    private async Task<int> LookAsync(IMeasured measured, string name, Func<IMeasured, ParseResult, CancellationToken, Task<double?>> measure, ParseResult parsed, CancellationToken cancel)
    {
        var (low, high, patience) = (parsed.GetValue(atLeast), parsed.GetValue(atMost), TimeSpan.FromSeconds(parsed.GetValue(within) ?? 0));
        if (measured.Patience < patience)
            patience = measured.Patience.Value;
        var begin = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(Look);
        double? value;
        bool inBounds;
        do
        {
            value = await measure(measured, parsed, cancel);
            inBounds = value is not null && !(value < low) && !(value > high);
        }
        while (!inBounds && TimeProvider.System.GetElapsedTime(begin) < patience && await timer.WaitForNextTickAsync(cancel));
        if (value is { } number)
            await console.Profile.Out.Writer.WriteLineAsync(Math.Round(number, 4).ToString(CultureInfo.InvariantCulture));
        else
            throw new OperatorException($"There is nothing to tell {name} from: no request was answered in this time, or what it is about is not known here.");
        return inBounds ? ExitCode.Done : ExitCode.NotSo;
    }

    private TimeSpan Window(ParseResult parsed) => TimeSpan.FromSeconds(parsed.GetValue(over) ?? 5);

    private static Option<double?> Bound(string name, string description) => Numbers.Optional<double>(name, description, "N", NumberStyles.Float, "a number from 0", number => number >= 0 && double.IsFinite(number));

    private static Option<double?> Seconds(string name, string description) => Numbers.Optional(name, description, "SECONDS", NumberStyles.Float, 0d, 86_400d);
}
