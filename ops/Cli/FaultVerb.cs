using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Appointments.Aws;
using Appointments.Faults;
using Appointments.Injection;
using Appointments.Local.Control;
using Appointments.Rollout.Aws;
using Spectre.Console;

namespace Appointments.Cli;

/// <summary><c>fault list|inject|clear</c>: makes the regions of a local run misbehave as real ones do, and those on AWS where that can be, and puts them right. Every act may be repeated.</summary>
internal sealed class FaultVerb
{
    /// <summary>How long a call to one region may take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly FaultReport report;
    private readonly OperatedSystem operated = new();
    private readonly Option<bool> json = new("--json") { Description = "Writes what is there or was done as JSON." };
    private readonly Option<string?> to = new("--to") { Description = "For replication: only in the direction of this region.", HelpName = "REGION", CompletionSources = { _ => Offered.Regions() } };

    private FaultVerb(IAnsiConsole console) => report = new FaultReport(console);

    public static Command Create(IAnsiConsole console)
    {
        var verb = new FaultVerb(console);
        return new Command("fault", "Makes regions misbehave on purpose: an API that refuses, functions that fail, a region that dies; on AWS those that can be made there. Lists and clears what is wrong on purpose.")
        {
            verb.List(), verb.Inject(), verb.Clear(),
        };
    }

    private Command List()
    {
        var kinds = new Option<bool>("--kinds") { Description = "Instead every kind of fault: what it does, how it is made on the local run and on AWS, or why it cannot be." };
        var command = new Command("list", "Every fault that is there now; with --kinds every one that there could be.") { kinds, json };
        operated.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            if (parsed.GetValue(kinds))
            {
                report.WriteKinds(parsed.GetValue(json));
                return ExitCode.Done;
            }
            using var faults = await FindAsync(parsed, cancel);
            report.Write(await faults.Faults.ActiveAsync(cancel), parsed.GetValue(json));
            return ExitCode.Done;
        });
        return command;
    }

    private Command Inject()
    {
        var kind = new Argument<string>("KIND") { HelpName = "KIND", CompletionSources = { _ => Offered.Faults() }, Description = string.Join('\n', Enum.GetValues<FaultKind>().Select(each => $"{each.Word()}: {FaultShape.Of(each).Does}")) };
        var region = new Option<string>("--region") { Description = "Such as us-east-1.", HelpName = "REGION", CompletionSources = { _ => Offered.Regions() }, Required = true };
        var (seconds, share) = (Number("--seconds", "How much: later, slower, ahead."), Number("--share", "How many of all it strikes: above 0, at most 1. Without it all."));
        var command = new Command("inject", "Makes something wrong until it is cleared. The same fault again with other figures takes these.") { kind, region, to, seconds, share, json };
        operated.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var fault = new Fault(KindOf(parsed.GetRequiredValue(kind)), parsed.GetRequiredValue(region), parsed.GetValue(to), parsed.GetValue(seconds), parsed.GetValue(share));
            using var faults = await FindAsync(parsed, cancel);
            return End(parsed, await faults.Faults.InjectAsync(fault, cancel));
        });
        return command;
    }

    private Command Clear()
    {
        var kind = new Argument<string?>("KIND") { HelpName = "KIND", CompletionSources = { _ => Offered.Faults() }, Description = "Only faults of this kind; without it any.", Arity = ArgumentArity.ZeroOrOne };
        var region = new Option<string?>("--region") { Description = "Only faults of this region.", HelpName = "REGION", CompletionSources = { _ => Offered.Regions() } };
        var command = new Command("clear", "Puts right what was made wrong: all of it, or what matches.") { kind, region, to, json };
        operated.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            FaultKind? only = parsed.GetValue(kind) is { } word ? KindOf(word) : null;
            using var faults = await FindAsync(parsed, cancel);
            return End(parsed, await faults.Faults.ClearAsync(only, parsed.GetValue(region), parsed.GetValue(to), cancel));
        });
        return command;
    }

    private int End(ParseResult parsed, FaultOutcome outcome)
    {
        if (outcome.Kind is FaultOutcomeKind.Invalid)
            throw new UsageException(outcome.Sentence);
        report.Write(outcome, parsed.GetValue(json));
        return outcome.Kind is FaultOutcomeKind.Refused ? ExitCode.NotSo : ExitCode.Done;
    }

    /// <param name="words">Behind <c>./appointments</c>.</param>
    /// <returns>The fault that these words inject; null: they do something else.</returns>
    public static Fault? Injected(ImmutableArray<string> words)
    {
        if (words is not ["fault", "inject", ..])
            return null;
        var parsed = new FaultVerb(AnsiConsole.Console).Inject().Parse([.. words.Skip(2)]);
        return new Fault(KindOf(parsed.GetRequiredValue<string>("KIND")), parsed.GetRequiredValue<string>("--region"), parsed.GetValue<string?>("--to"), parsed.GetValue<double?>("--seconds"), parsed.GetValue<double?>("--share"));
    }

    private static FaultKind KindOf(string word) => FaultKinds.Find(word) ?? throw new UsageException($"There is no fault {word}: the kinds are {FaultKinds.Words}.");

    private static Option<double?> Number(string name, string description) => Numbers.Optional<double>(name, description, "N", NumberStyles.Float, "a number, such as 0.5", double.IsFinite);

    private async Task<MadeFaults> FindAsync(ParseResult parsed, CancellationToken cancel)
    {
        if (await operated.DeployedAsync(parsed, cancel) is not { } stack)
            return new MadeFaults(new ControlledFaults(await operated.Runs.FindAsync(parsed, cancel)));
        var progress = new StderrProgress();
        var network = new NetworkFromHere(stack, Patience, TimeProvider.System);
        var regions = new DataPlaneRegions(stack, network, Patience, TimeProvider.System);
        return new MadeFaults(new DeployedFaults(stack, new Commands(progress, TimeProvider.System), regions, TimeProvider.System, progress), regions, network);
    }
}
