using System.CommandLine;
using Appointments.Aws;
using Appointments.Regions;
using Spectre.Console;

namespace Appointments.Cli;

/// <summary><c>region status|drain|restore|history|policy</c>: takes a region out of service and back, by one item in its tables. On the local run and on AWS.</summary>
internal static class RegionVerb
{
    /// <summary>Reading all that ever happened is no emergency.</summary>
    private static readonly TimeSpan Patience = DrainVariant.Planned.Patience;

    /// <summary>In a bad hour people look again and again: a region that needs longer, over a new connection to another continent too, is said not to answer.</summary>
    private static readonly TimeSpan StatusPatience = TimeSpan.FromSeconds(5);

    /// <summary>From when people wonder whether anything happens.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    public static Command Create(IAnsiConsole console) =>
        new("region", "Shows whether each region is in service, takes one out of service (drain), or back (restore). No deployment, no control plane.")
        {
            Status(console), DrainVerb.Create(console), RestoreVerb.Create(console), History(console), Policy(),
        };

    private static Command Status(IAnsiConsole console)
    {
        var (system, json) = (new OperatedSystem(), Json());
        var command = new Command("status", "Each region: whether it serves, whether it is drained and why, and what Route 53 makes of it.") { json };
        system.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            using var operated = await system.FindAsync(parsed, StatusPatience, cancel);
            var looking = new RegionOperations(operated.Regions, TimeProvider.System).StatusAsync(cancel);
            if (await Task.WhenAny(looking, Task.Delay(Quiet, TimeProvider.System, cancel)) != looking)
                await Console.Error.WriteLineAsync($"asking every region's table and address; who says nothing within {StatusPatience.TotalSeconds:0} s does not answer");
            var states = await looking;
            RegionReport.Write(console, states, parsed.GetValue(json));
            return states.SelectMany(state => state.Sightings).Any(sighting => sighting.Answered) ? ExitCode.Done : ExitCode.NotSo; // as for history: of no table nobody knows anything
        });
        return command;
    }

    private static Command History(IAnsiConsole console)
    {
        var (system, json) = (new OperatedSystem(), Json());
        var command = new Command("history", "Every drain and restore: who, when, why, and which regions' tables hold it. The latest first.") { json };
        system.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            using var operated = await system.FindAsync(parsed, Patience, cancel);
            var trail = await new AuditTrail(operated.Regions).ReadAsync(cancel);
            RegionReport.Write(console, trail, parsed.GetValue(json));
            return trail.Silent.Length < operated.Stack.Regions.Length ? ExitCode.Done : ExitCode.NotSo;
        });
        return command;
    }

    private static Command Policy()
    {
        var system = new OperatedSystem();
        var command = new Command("policy", "The IAM policy that these verbs and quarantine need on AWS, and nothing more.");
        system.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            using var operated = await system.FindAsync(parsed, Patience, cancel);
            Console.Out.WriteLine(OperatorPolicy.Document(operated.Stack));
            return ExitCode.Done;
        });
        return command;
    }

    public static Option<bool> Json() => new("--json") { Description = "Writes what was found or done as JSON." };

    public static Argument<string> Region() => new("REGION") { Description = "Such as us-east-1.", HelpName = "REGION", CompletionSources = { _ => Offered.Regions() } };

    /// <summary>A reason that one has to give, and that says something: it is all that those who come later have.</summary>
    public static Option<string> Reason(string description)
    {
        var reason = new Option<string>("--reason") { Description = description, HelpName = "TEXT", Required = true };
        reason.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValue(reason)))
                result.AddError("--reason is empty: expected a sentence for those who come later.");
        });
        return reason;
    }

    /// <summary>Where several people share a user or a machine, as on a jump host.</summary>
    public static Option<string?> By()
    {
        var by = new Option<string?>("--by") { Description = "Who does it, for those who come later. Where it is not said: user and machine.", HelpName = "NAME" };
        by.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValue(by)))
                result.AddError("--by is empty: expected a name, such as ana@clinic.");
        });
        return by;
    }

    /// <summary>Who is said to do it, else person and machine: an act is often asked about later.</summary>
    public static string Who(ParseResult parsed, Option<string?> by) => parsed.GetValue(by) ?? $"{Environment.UserName}@{Environment.MachineName}";

    /// <returns>What is said; null where nothing is.</returns>
    /// <exception cref="UsageException">It is said of a wait that nobody asked for.</exception>
    public static TimeSpan? GivesUpAfter(ParseResult parsed, Option<bool> wait, Option<TimeSpan?> giveUpAfter) =>
        parsed.GetValue(giveUpAfter) is { } said && !parsed.GetValue(wait)
            ? throw new UsageException($"--give-up-after {said.TotalSeconds:0}s says how long --wait waits, and nothing is waited for: add --wait, or leave it out.")
            : parsed.GetValue(giveUpAfter);

    public static int Exit(RegionOutcome outcome, WaitReport? waited) =>
        outcome.Kind is RegionOutcomeKind.Done or RegionOutcomeKind.AlreadySo or RegionOutcomeKind.WouldBeDone && waited is not { Done: false } ? ExitCode.Done : ExitCode.NotSo;
}
