using System.CommandLine;
using System.Globalization;
using Appointments.Faults;
using Appointments.Local.Control;
using Spectre.Console;

namespace Appointments.Cli;

/// <summary><c>fault list|inject|clear</c>: makes the regions of a local run misbehave as real ones do, and puts them right. Every act may be repeated.</summary>
internal sealed class FaultVerb
{
    private readonly FaultReport report;
    private readonly RunFinder runs = new();
    private readonly Option<bool> json = new("--json") { Description = "Writes what is there or was done as JSON." };
    private readonly Option<string?> to = new("--to") { Description = "For replication: only in the direction of this region.", HelpName = "REGION" };

    private FaultVerb(IAnsiConsole console) => report = new FaultReport(console);

    public static Command Create(IAnsiConsole console)
    {
        var verb = new FaultVerb(console);
        return new Command("fault", "Makes the regions of a local run misbehave as real ones do: an API that refuses, functions that fail, a region that dies. Lists and clears what is wrong on purpose.")
        {
            verb.List(), verb.Inject(), verb.Clear(),
        };
    }

    private Command List()
    {
        var command = new Command("list", "Every fault that is there now.") { runs.Control, json };
        command.SetAction(async (parsed, cancel) =>
        {
            using var faults = await FindAsync(parsed, cancel);
            report.Write(await faults.ActiveAsync(cancel), parsed.GetValue(json));
            return ExitCode.Done;
        });
        return command;
    }

    private Command Inject()
    {
        var kind = new Argument<string>("KIND") { Description = string.Join('\n', Enum.GetValues<FaultKind>().Select(each => $"{each.Word()}: {FaultShape.Of(each).Does}")) };
        var region = new Option<string>("--region") { Description = "Such as us-east-1.", HelpName = "REGION", Required = true };
        var (seconds, share) = (Number("--seconds", "How much: later, slower, ahead."), Number("--share", "How many of all it strikes: above 0, at most 1. Without it all."));
        var command = new Command("inject", "Makes something wrong until it is cleared. The same fault again with other figures takes these.") { kind, region, to, seconds, share, runs.Control, json };
        command.SetAction(async (parsed, cancel) =>
        {
            var fault = new Fault(KindOf(parsed.GetRequiredValue(kind)), parsed.GetRequiredValue(region), parsed.GetValue(to), parsed.GetValue(seconds), parsed.GetValue(share));
            using var faults = await FindAsync(parsed, cancel);
            return End(parsed, await faults.InjectAsync(fault, cancel));
        });
        return command;
    }

    private Command Clear()
    {
        var kind = new Argument<string?>("KIND") { Description = "Only faults of this kind; without it any.", Arity = ArgumentArity.ZeroOrOne };
        var region = new Option<string?>("--region") { Description = "Only faults of this region.", HelpName = "REGION" };
        var command = new Command("clear", "Puts right what was made wrong: all of it, or what matches.") { kind, region, to, runs.Control, json };
        command.SetAction(async (parsed, cancel) =>
        {
            FaultKind? only = parsed.GetValue(kind) is { } word ? KindOf(word) : null;
            using var faults = await FindAsync(parsed, cancel);
            return End(parsed, await faults.ClearAsync(only, parsed.GetValue(region), parsed.GetValue(to), cancel));
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

    private static FaultKind KindOf(string word) => FaultKinds.Find(word) ?? throw new UsageException($"There is no fault {word}: the kinds are {FaultKinds.Words}.");

    private static Option<double?> Number(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result => // not a validator: one that reads a value which is no number throws
        {
            if (double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
                return number;
            result.AddError($"{name} {result.Tokens[0].Value}: expected a number, such as 0.5.");
            return null;
        },
    };

    private async Task<ControlledFaults> FindAsync(ParseResult parsed, CancellationToken cancel) => new(await runs.FindAsync(parsed, cancel));
}
