using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Appointments.Graph;
using Appointments.Local.Control;
using Appointments.Local.Lambda;
using Appointments.Plan;
using Appointments.Rollout;
using Appointments.Rollout.Aws;
using Appointments.Rollout.Local;
using Spectre.Console;

namespace Appointments.Cli;

/// <summary><c>rollout</c>: a release to one region after the other, on AWS (<c>--stack</c>) or on the local run (<c>--release</c>).</summary>
internal sealed class RolloutVerb
{
    private readonly IAnsiConsole console;
    private readonly RunFinder runs = new();
    private readonly Option<string?> stack = new("--stack") { Description = "On AWS: the stack that gets what this commit declares.", HelpName = "dev|prod", CompletionSources = { _ => Offered.Stacks() } };
    private readonly Option<string?> backTo = new("--back-to") { Description = "On AWS: the commit to go back to; without it that of the stack's last update.", HelpName = "COMMIT" };
    private readonly Option<string?> release = new("--release") { Description = "On the local run: the folder with the functions' executable, or a zip of it.", HelpName = "PATH" };
    private readonly Option<string?> first = new("--first") { Description = "The region that goes first; without it the first of the settings that does not own the tables.", HelpName = "REGION", CompletionSources = { _ => Offered.Regions() } };
    private readonly Option<int?> soak = Numbers.Optional("--soak", "Seconds for which each region, and at last the edge, is watched, 0 to 86400; without it as long as the slowest alarm needs on AWS, 10 on the local run.", "SECONDS", NumberStyles.None, 0, 86_400);
    private readonly Option<bool> despite = new("--despite-alarms") { Description = "Begins although alarms are raised, of which only later ones count, or a region does not answer as it should." };
    private readonly Option<bool> dry = new("--dry-run") { Description = "Says what would be done, in order, and does nothing." };
    private readonly Option<bool> json = new("--json") { Description = "The report, or the plan, as JSON." };

    private RolloutVerb(IAnsiConsole console) => this.console = console;

    public static Command Create(IAnsiConsole console)
    {
        var verb = new RolloutVerb(console);
        var command = new Command("rollout", "Brings a release to one region after the other: updates, watches its alarms and its health, writes and reads through it, goes back where it is not well; at last the edge, the same way. Exits 1 where it stopped.")
        {
            verb.stack, verb.backTo, verb.release, verb.first, verb.soak, verb.despite, verb.dry, verb.json, verb.runs.Control,
        };
        command.SetAction(verb.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        RefuseWhatCannotBe(parsed);
        var settings = StackConfiguration.Read(Repository.Root(), parsed.GetValue(stack) ?? "dev", []);
        using var http = new HttpClient(new SocketsHttpHandler()) { Timeout = TimeSpan.FromSeconds(35) };
        var (releases, addresses, pace, alarms) = parsed.GetValue(stack) is null ? await LocalAsync(parsed, http, cancel) : await DeployedAsync(parsed, settings, cancel);
        var order = Order(parsed, releases.Regions, settings.ToSettings().PrimaryRegion);
        var probed = parsed.GetValue(dry) ? null : Probed(settings, addresses, isLocal: parsed.GetValue(stack) is null);
        if (alarms is not null)
            SaySoak(parsed, alarms);
        if (probed is null)
            return Show(await releases.PlanAsync(order, cancel), parsed.GetValue(json));
        var probe = new ApiProbe(probed, http, TimeSpan.FromSeconds(30), TimeProvider.System);
        var report = await new RegionByRegion(releases, probe, parsed.GetValue(soak) is { } seconds ? pace with { Soak = TimeSpan.FromSeconds(seconds) } : pace, TimeProvider.System, new Told())
            .RunAsync(order, parsed.GetValue(despite), cancel);
        Show(report, [.. probe.Unfinished], parsed.GetValue(json));
        return report.Outcome switch { RolloutOutcome.Done => ExitCode.Done, RolloutOutcome.Interrupted => ExitCode.Interrupted, _ => ExitCode.NotSo };
    }

    /// <exception cref="UsageException">Options that exclude each other, or a release that is none: said before anything is asked or written.</exception>
    private void RefuseWhatCannotBe(ParseResult parsed)
    {
        if (parsed.GetValue(stack) is null == parsed.GetValue(release) is null)
            throw new UsageException("Expected one of --stack STACK (on AWS) and --release PATH (on the local run).");
        if (parsed.GetValue(release) is not { } path)
        {
            if (parsed.GetValue(runs.Control) is not null)
                throw new UsageException("--control names a local run, and --stack is about AWS: leave one of them out.");
            return;
        }
        if (parsed.GetValue(backTo) is { } commit)
            throw new UsageException($"--back-to {commit} names the commit to which a stack on AWS goes back (--stack); a local run goes back to what each region runs now. Leave --back-to out.");
        if (ReleasePath.Problem(Path.GetFullPath(path)) is { } problem)
            throw new UsageException($"--release: {problem}");
    }

    private async Task<(IReleases, ApiAddresses, Pace, WatchedAlarms?)> LocalAsync(ParseResult parsed, HttpClient http, CancellationToken cancel)
    {
        var control = await runs.FindAsync(parsed, cancel);
        using var status = JsonDocument.Parse(await AnswerAsync(http, control, cancel));
        var stages = status.RootElement.GetProperty("regions").EnumerateArray().Select(region => (Region: region.GetProperty("region").GetString()!, Url: new Uri(region.GetProperty("url").GetString()!))).ToImmutableArray();
        return (new ControlledReleases(control, Path.GetFullPath(parsed.GetValue(release)!), [.. stages.Select(stage => stage.Region)], http),
            new ApiAddresses(new Uri(status.RootElement.GetProperty("edge").GetString()!), stages.ToImmutableDictionary(stage => stage.Region, stage => stage.Url)), Pace.OnThisMachine, null);
    }

    private static async Task<string> AnswerAsync(HttpClient http, Uri control, CancellationToken cancel)
    {
        try { return await http.GetStringAsync(new Uri(control, "/status"), cancel); }
        catch (HttpRequestException silent) { throw new UsageException($"No local run answers at {control} ({silent.Message}): start one with ./appointments run, or name its control with --control URL."); }
    }

    private async Task<(IReleases, ApiAddresses, Pace, WatchedAlarms?)> DeployedAsync(ParseResult parsed, StackConfiguration settings, CancellationToken cancel)
    {
        var commit = parsed.GetValue(backTo) is { } said ? await CommitAsync(said, cancel) : null;
        var deployment = settings.ToSettings();
        var graph = await GraphRecorder.RecordAsync(settings);
        var alarms = new WatchedAlarms(graph);
        return (new PulumiReleases(new Commands(new StderrProgress(), TimeProvider.System), Repository.Root(), graph, deployment.Regions, commit),
            new ApiAddresses(new Uri(graph.Outputs[StackOutputs.Url]!.ToString()),
                deployment.Regions.ToImmutableDictionary(region => region, region => new Uri(graph.Outputs[StackOutputs.RegionUrls]![region]!.ToString()))), Pace.OnAws(alarms.Soak), alarms);
    }

    /// <exception cref="UsageException">This clone has no such commit: there would be no way back.</exception>
    private static async Task<string> CommitAsync(string said, CancellationToken cancel)
    {
        try { return await DeployedRelease.FindAsync(new Commands(new Progress<string>(), TimeProvider.System), Repository.Root(), said, cancel); }
        catch (ReleaseException problem) { throw new UsageException($"--back-to {said}: expected a commit of this clone, as git log shows them; where it is newer than the clone, git fetch first. {problem.Message}"); }
    }

    private void SaySoak(ParseResult parsed, WatchedAlarms alarms)
    {
        var seconds = parsed.GetValue(soak) ?? alarms.Soak.TotalSeconds;
        Console.Error.WriteLine($"Each step is watched for {seconds:0} s.");
        foreach (var silent in alarms.SilentWithin(TimeSpan.FromSeconds(seconds)).GroupBy(WatchedAlarms.Needed))
            Console.Error.WriteLine($"Too short for alarms that need {silent.Key.TotalSeconds:0} s: {string.Join(", ", silent.Select(alarm => alarm.Name))}.");
    }

    /// <summary>Not first where the tables' owner is: a change of theirs is made before, by itself.</summary>
    private ImmutableArray<string> Order(ParseResult parsed, ImmutableArray<string> regions, string primary)
    {
        var leader = parsed.GetValue(first) ?? regions.FirstOrDefault(region => region != primary) ?? regions[0];
        return regions.Contains(leader) ? [leader, .. regions.Remove(leader)] : throw new UsageException($"--first {leader}: the regions are {string.Join(", ", regions)}.");
    }

    private static ProbedApi Probed(StackConfiguration settings, ApiAddresses addresses, bool isLocal)
    {
        var country = settings.ToSettings().Countries[0];
        var key = Said("APPOINTMENTS_API_KEY") ?? (isLocal ? StackConfiguration.SecretPlaceholder
            : throw new UsageException("APPOINTMENTS_API_KEY is not set: a rollout writes and reads through each region, as a clinic would. And APPOINTMENTS_ORIGIN_SECRET, where the origin is protected; APPOINTMENTS_DRILL_API_KEY, where there is one, so that what it writes is in no clinic's list after a day."));
        return new ProbedApi(addresses, key, Said("APPOINTMENTS_DRILL_API_KEY") ?? (isLocal ? settings.WithDrillKey().Get(Settings.DrillApiKey.Key) : null), Said("APPOINTMENTS_ORIGIN_SECRET"), country.Path, country.Code);

        static string? Said(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } said ? said : null;
    }

    private int Show(ImmutableArray<PlannedStep> plan, bool asJson)
    {
        if (asJson)
            Console.Out.WriteLine(JsonSerializer.Serialize(plan, OperatorJson.Options));
        else
            foreach (var (step, number) in plan.Select((step, index) => (step, index + 1)))
                console.WriteLine($"{number}. {step.Region ?? "global"}: {step.What}\n   {(step.Command.Length > 200 && step.Command.Contains(" --target ") ? $"{step.Command[..200]}… ({step.Command.Split(" --target ").Length - 1} targets; --json has all)" : step.Command)}");
        return ExitCode.Done;
    }

    private void Show(RolloutReport report, ImmutableArray<string> unfinished, bool asJson)
    {
        if (asJson)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(new { report.Outcome, report.Sentence, report.Regions, unfinished, report.Events }, OperatorJson.Options));
            return;
        }
        var table = new Table().AddColumns("region", "result", "what was seen");
        foreach (var region in report.Regions)
            table.AddRow(Markup.Escape(region.Region), region.Result.ToString(), Markup.Escape(region.Problem ?? ""));
        console.Write(table);
        console.WriteLine(report.Sentence);
        if (!unfinished.IsEmpty)
            console.WriteLine($"Appointments of probes that were not taken back; they say so when they are registered: {string.Join(", ", unfinished)}");
    }

    private sealed class Told : IProgress<RolloutEvent>
    {
        public void Report(RolloutEvent value) => Console.Error.WriteLine($"{value.At:HH:mm:ss} {value.Region ?? Names.Global} {value.What}");
    }
}
