using System.CommandLine;
using System.Globalization;
using Appointments.Aws;
using Appointments.Quarantine;
using Appointments.Regions;
using Appointments.Sqs;
using Spectre.Console;

namespace Appointments.Cli;

/// <summary><c>quarantine list|show|requeue|discard</c>: what was set aside, and what a person makes of it. On the local run and on AWS.</summary>
internal sealed class QuarantineVerb
{
    private readonly IAnsiConsole console;
    private readonly OperatedSystem system = new();
    private readonly Option<string?> region = new("--region") { Description = "Whose table and queues; without it the first region that answers, and for requeue the region that the entry came from.", HelpName = "REGION", CompletionSources = { _ => Offered.Regions() } };
    private readonly Option<bool> json = RegionVerb.Json();
    private readonly Option<string?> by = RegionVerb.By();
    private readonly Argument<string> id = new("ID") { Description = "The appointment's id; unparseable# for messages that name none." };
    private readonly Option<string?> entry = new("--entry") { Description = "Which entry, where the id has several that wait: its key, as show has it.", HelpName = "REGION#EVENT" };

    private QuarantineVerb(IAnsiConsole console) => this.console = console;

    public static Command Create(IAnsiConsole console) => new("quarantine", "Shows what was set aside because it could not be registered, puts it back, or resolves it. Nothing is deleted at once.")
    {
        new QuarantineVerb(console).List(), new QuarantineVerb(console).Show(), new QuarantineVerb(console).Requeue(), new QuarantineVerb(console).Discard(),
    };

    private Command List()
    {
        var all = new Option<bool>("--all") { Description = "With entries that a person has resolved." };
        var limit = Numbers.Option("--limit", "The most entries of a page.", "N", 50, NumberStyles.Integer, "a number from 1 to 1000", number => number is >= 1 and <= 1000);
        var cursor = Cursor();
        return Command("list", "Entries that wait for a person, page by page, in no particular order. Reads the whole table.", [all, limit, cursor], async (desk, _, parsed, cancel) =>
        {
            QuarantineReport.Write(console, await desk.ListAsync(parsed.GetValue(all), parsed.GetValue(limit), parsed.GetValue(cursor), cancel), parsed.GetValue(json));
            return ExitCode.Done;
        });
    }

    private static Option<string?> Cursor()
    {
        var cursor = new Option<string?>("--cursor") { Description = "Continues after a page: what it showed at its end.", HelpName = "CURSOR" };
        cursor.Validators.Add(result =>
        {
            if (result.GetValue(cursor) is { } said && QuarantineCursor.Read(said) is null)
                result.AddError($"--cursor {said}: {QuarantineCursor.Expected}.");
        });
        return cursor;
    }

    private Command Show() => Command("show", "Every entry of an appointment id: why, when, where, what was set aside, and what a person made of it.", [id], async (desk, _, parsed, cancel) =>
    {
        var entries = await desk.FindAsync(parsed.GetRequiredValue(id), cancel);
        QuarantineReport.Write(console, parsed.GetRequiredValue(id), entries, parsed.GetValue(json));
        return entries.IsEmpty ? ExitCode.NotSo : ExitCode.Done;
    });

    private Command Requeue()
    {
        var reason = new Option<string>("--reason") { Description = "Why, for those who come later.", HelpName = "TEXT", DefaultValueFactory = _ => "not said" };
        return Command("requeue", "Puts a registration on its country's queue again. Refuses what can never be registered.", [id, entry, reason, by], async (_, operations, parsed, cancel) =>
            End(parsed, await operations.RequeueAsync(Name(parsed), RegionVerb.Who(parsed, by), parsed.GetRequiredValue(reason), cancel)));
    }

    private Command Discard()
    {
        var reason = RegionVerb.Reason("Why nothing is to come of it, for those who come later.");
        return Command("discard", "Says that nothing is to come of an entry: it is resolved, and taken away 90 days later.", [id, entry, reason, by], async (_, operations, parsed, cancel) =>
            End(parsed, await operations.DiscardAsync(Name(parsed), RegionVerb.Who(parsed, by), parsed.GetRequiredValue(reason), cancel)));
    }

    private Command Command(string name, string description, IEnumerable<Symbol> takes, Func<IQuarantineDesk, QuarantineOperations, ParseResult, CancellationToken, Task<int>> act)
    {
        var command = new Command(name, description);
        foreach (var argument in takes.OfType<Argument>())
            command.Arguments.Add(argument);
        foreach (var option in takes.OfType<Option>().Append(region).Append(json))
            command.Options.Add(option);
        system.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            using var operated = await system.FindAsync(parsed, DrainVariant.Planned.Patience, cancel);
            using var desk = new DataPlaneQuarantine(operated.Stack, parsed.GetValue(region), DrainVariant.Planned.Patience, TimeProvider.System);
            return await act(desk, new QuarantineOperations(desk, RegistrationBody.Read, operated.Stack.Countries, TimeProvider.System), parsed, cancel);
        });
        return command;
    }

    private EntryName Name(ParseResult parsed) => new(parsed.GetRequiredValue(id), parsed.GetValue(entry));

    private int End(ParseResult parsed, QuarantineOutcome outcome)
    {
        if (outcome.Kind is QuarantineOutcomeKind.Ambiguous)
            throw new UsageException(outcome.Sentence);
        QuarantineReport.Write(console, outcome, parsed.GetValue(json));
        return outcome.Kind is QuarantineOutcomeKind.Done or QuarantineOutcomeKind.AlreadySo ? ExitCode.Done : ExitCode.NotSo;
    }
}
