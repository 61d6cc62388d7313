using System.CommandLine;
using Appointments.Regions;
using Spectre.Console;

namespace Appointments.Cli;

/// <summary><c>region drain</c>.</summary>
internal sealed class DrainVerb
{
    private readonly OperatedSystem system = new();
    private readonly Argument<string> region = RegionVerb.Region();
    private readonly Option<string> reason = RegionVerb.Reason("Why, in a sentence for those who come later.");
    private readonly Option<string?> by = RegionVerb.By();
    private readonly Option<bool> emergency = new("--emergency") { Description = "In a bad hour: writes at once to whatever answers, waits for nothing that a sick region would have to do." };
    private readonly Option<string?> evenTheLast = new("--even-the-last") { Description = "Drains it even where no other region serves; takes the region's name once more. Route 53 then answers with all of them.", HelpName = "REGION", CompletionSources = { _ => Offered.Regions() } };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Says what would happen, and writes nothing." };
    private readonly Option<bool> wait = new("--wait") { Description = "Waits until DNS has moved, its queues are empty and replication has caught up; in an emergency for DNS only. Exits 1 on giving up." };
    private readonly Option<TimeSpan?> giveUpAfter = Durations.Option("--give-up-after", "How long --wait waits. Planned 30m, in an emergency 5m, where nothing is said.");
    private readonly Option<bool> json = RegionVerb.Json();

    public static Command Create(IAnsiConsole console)
    {
        var verb = new DrainVerb();
        var command = new Command("drain", "Takes a region out of service: new requests go to the others once Route 53 has seen it. What it accepted it goes on handling.")
        {
            verb.region, verb.reason, verb.by, verb.emergency, verb.evenTheLast, verb.dryRun, verb.wait, verb.giveUpAfter, verb.json,
        };
        verb.system.AddTo(command);
        command.SetAction((parsed, cancel) => verb.RunAsync(console, parsed, cancel));
        return command;
    }

    private async Task<int> RunAsync(IAnsiConsole console, ParseResult parsed, CancellationToken cancel)
    {
        var order = Order(parsed);
        var variant = DrainVariant.Of(order.Emergency);
        var patience = RegionVerb.GivesUpAfter(parsed, wait, giveUpAfter) ?? variant.GivesUpAfter;
        foreach (var difference in variant.Differences(patience))
            await Console.Error.WriteLineAsync(difference);
        using var operated = await system.FindAsync(parsed, variant.Patience, cancel);
        var outcome = await new RegionOperations(operated.Regions, TimeProvider.System).DrainAsync(order, cancel);
        RegionReport.Say(console, outcome, parsed.GetValue(json));
        var waited = parsed.GetValue(wait) && outcome.Kind is RegionOutcomeKind.Done or RegionOutcomeKind.AlreadySo && !order.DryRun
            ? await WaitScreen.OnStandardError().ShowAsync(show => new RegionWait(operated.Regions, TimeProvider.System, show)
                .UntilDrainedAsync(order.Region, emptied: !order.Emergency, patience, cancel))
            : null;
        RegionReport.Write(console, outcome, waited, parsed.GetValue(json));
        return RegionVerb.Exit(outcome, waited);
    }

    /// <exception cref="UsageException">Another region's name behind <c>--even-the-last</c>.</exception>
    private DrainOrder Order(ParseResult parsed)
    {
        var (name, why, last) = (parsed.GetRequiredValue(region), parsed.GetRequiredValue(reason), parsed.GetValue(evenTheLast));
        if (last is not null && last != name)
            throw new UsageException($"--even-the-last {last} names another region than the one to drain: expected {name} once more.");
        return new DrainOrder(name, RegionVerb.Who(parsed, by), why, last is not null, parsed.GetValue(emergency), parsed.GetValue(dryRun));
    }
}
