using System.CommandLine;
using Appointments.Regions;
using Spectre.Console;

namespace Appointments.Cli;

/// <summary><c>region restore</c>.</summary>
internal sealed class RestoreVerb
{
    private readonly OperatedSystem system = new();
    private readonly Argument<string> region = RegionVerb.Region();
    private readonly Option<string?> reason = new("--reason") { Description = "Why, for those who come later. Where it is not said: after: and the reason of the drain.", HelpName = "TEXT" };
    private readonly Option<string?> by = RegionVerb.By();
    private readonly Option<bool> despiteBacklog = new("--despite-backlog") { Description = "Restores it although it has not handled what it accepted, or lacks what others wrote." };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Says what would happen, and writes nothing." };
    private readonly Option<bool> wait = new("--wait") { Description = "Waits until its backlog is handled, restores it, and waits until Route 53 counts it as healthy. Exits 1 on giving up." };
    private readonly Option<TimeSpan?> giveUpAfter = Durations.Option("--give-up-after", "How long --wait waits for each of the two. 30m, where nothing is said.");
    private readonly Option<bool> json = RegionVerb.Json();

    public static Command Create(IAnsiConsole console)
    {
        var verb = new RestoreVerb();
        var command = new Command("restore", "Brings a drained region back into service, once it has handled what it accepted and has what the others wrote.")
        {
            verb.region, verb.reason, verb.by, verb.despiteBacklog, verb.dryRun, verb.wait, verb.giveUpAfter, verb.json,
        };
        verb.system.AddTo(command);
        command.SetAction((parsed, cancel) => verb.RunAsync(console, parsed, cancel));
        return command;
    }

    private async Task<int> RunAsync(IAnsiConsole console, ParseResult parsed, CancellationToken cancel)
    {
        var order = new RestoreOrder(parsed.GetRequiredValue(region), RegionVerb.Who(parsed, by), parsed.GetValue(reason), parsed.GetValue(despiteBacklog), parsed.GetValue(dryRun));
        var (asJson, waits, patience) = (parsed.GetValue(json), parsed.GetValue(wait) && !order.DryRun, RegionVerb.GivesUpAfter(parsed, wait, giveUpAfter) ?? DrainVariant.Planned.GivesUpAfter);
        using var operated = await system.FindAsync(parsed, DrainVariant.Planned.Patience, cancel);
        Task<WaitReport> WaitAsync(Func<RegionWait, Task<WaitReport>> until) => WaitScreen.OnStandardError().ShowAsync(show => until(new RegionWait(operated.Regions, TimeProvider.System, show)));
        var operations = new RegionOperations(operated.Regions, TimeProvider.System);
        var isDrained = (await operations.StatusAsync(cancel)).Any(state => state.Region == order.Region && state.Drained is not null);
        if (waits && isDrained && !order.DespiteBacklog && await WaitAsync(until => until.UntilReplayedAsync(order.Region, patience, cancel)) is { Done: false } givenUp)
            await Console.Error.WriteLineAsync($"Given up after {givenUp.Elapsed.TotalSeconds:0} s (--give-up-after)."); // the refusal says what is left
        var outcome = await operations.RestoreAsync(order, cancel);
        RegionReport.Say(console, outcome, asJson);
        var waited = waits && outcome.Kind is RegionOutcomeKind.Done or RegionOutcomeKind.AlreadySo ? await WaitAsync(until => until.UntilRestoredAsync(order.Region, patience, cancel)) : null;
        RegionReport.Write(console, outcome, waited, asJson);
        return RegionVerb.Exit(outcome, waited);
    }
}
