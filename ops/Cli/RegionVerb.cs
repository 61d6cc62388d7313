using System.CommandLine;
using Appointments.Local.Control;
using Appointments.Regions;
using Spectre.Console;

namespace Appointments.Cli;

/// <summary><c>region status|drain|restore</c>: takes a region out of service and back, by one item in its tables. On the local run; AWS is another <see cref="IRegions"/>.</summary>
internal sealed class RegionVerb
{
    private readonly IAnsiConsole console;
    private readonly RunFinder runs = new();
    private readonly Option<bool> json = new("--json") { Description = "Writes what was found or done as JSON." };
    private readonly Argument<string> region = new("REGION") { Description = "Such as us-east-1." };

    private RegionVerb(IAnsiConsole console) => this.console = console;

    public static Command Create(IAnsiConsole console)
    {
        var verb = new RegionVerb(console);
        return new Command("region", "Shows whether each region is in service, takes one out of service (drain), or back (restore). No deployment, no control plane.")
        {
            verb.Status(), verb.Drain(), verb.Restore(),
        };
    }

    private Command Status()
    {
        var command = new Command("status", "Each region: whether it serves, whether it is drained and why, and what Route 53 makes of it.") { runs.Control, json };
        command.SetAction(async (parsed, cancel) =>
        {
            using var regions = await FindAsync(parsed, cancel);
            RegionReport.Write(console, await new RegionOperations(regions, TimeProvider.System).StatusAsync(cancel), parsed.GetValue(json));
            return ExitCode.Done;
        });
        return command;
    }

    private Command Drain()
    {
        var reason = new Option<string>("--reason") { Description = "Why, in a sentence for those who come later.", HelpName = "TEXT", Required = true };
        var evenTheLast = new Option<bool>("--even-the-last") { Description = "Drains it even where no other region serves: Route 53 then answers with all of them." };
        var command = new Command("drain", "Takes a region out of service: new requests go to the others once Route 53 has seen it. What it accepted it goes on handling.") { region, reason, evenTheLast, runs.Control, json };
        command.SetAction(async (parsed, cancel) =>
        {
            if (string.IsNullOrWhiteSpace(parsed.GetValue(reason)))
                throw new UsageException("--reason is empty: expected a sentence for those who come later.");
            using var regions = await FindAsync(parsed, cancel);
            var operations = new RegionOperations(regions, TimeProvider.System);
            return End(parsed, await operations.DrainAsync(parsed.GetRequiredValue(region), Who(), parsed.GetRequiredValue(reason), parsed.GetValue(evenTheLast), cancel));
        });
        return command;
    }

    private Command Restore()
    {
        var command = new Command("restore", "Brings a drained region back into service.") { region, runs.Control, json };
        command.SetAction(async (parsed, cancel) =>
        {
            using var regions = await FindAsync(parsed, cancel);
            return End(parsed, await new RegionOperations(regions, TimeProvider.System).RestoreAsync(parsed.GetRequiredValue(region), cancel));
        });
        return command;
    }

    private int End(ParseResult parsed, RegionOutcome outcome)
    {
        if (outcome.Kind is RegionOutcomeKind.NoSuchRegion)
            throw new UsageException(outcome.Sentence);
        RegionReport.Write(console, outcome, parsed.GetValue(json));
        return outcome.Kind is RegionOutcomeKind.Done or RegionOutcomeKind.AlreadySo ? ExitCode.Done : ExitCode.NotSo;
    }

    /// <summary>Person and machine: a drain is often asked about later.</summary>
    private static string Who() => $"{Environment.UserName}@{Environment.MachineName}";

    private async Task<ControlledRegions> FindAsync(ParseResult parsed, CancellationToken cancel) => new(await runs.FindAsync(parsed, cancel));
}
