using System.Collections.Immutable;
using Appointments.Drills.Checking;
using Appointments.Drills.Experiments;
using Appointments.Drills.Load;

namespace Appointments.Drills.Running;

/// <summary>How a drill is run.</summary>
/// <param name="Region">The region that is hit.</param>
/// <param name="RequestsPerSecond">Load to each target of the drill.</param>
/// <param name="RunId">Part of every appointment's id.</param>
/// <param name="Folder">Where the evidence goes; there already.</param>
/// <param name="SettleWithin">How long everything may take to come to rest after the load has ended.</param>
public sealed record DrillOptions(string Region, double RequestsPerSecond, int Seed, string RunId, string Folder, TimeSpan SettleWithin)
{
    /// <summary>Called when the steady state has been found and the method begins.</summary>
    public Action Begun { get; init; } = () => { };
}

/// <summary>Runs a drill: load and samples around the experiment, then the wait until all is at rest.</summary>
/// <param name="window">What the load's clients meet; probes read it too.</param>
public sealed class Drill(IDrilledSystem system, CommandRunner commands, LoadWindow window, TimeProvider clock, IProgress<string> progress)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <summary>How long an interrupted drill waits for rest: it has not passed anyway, and somebody waits for its end.</summary>
    private static readonly TimeSpan InterruptedWait = TimeSpan.FromSeconds(10);

    /// <param name="interrupt">Ctrl-C: the rollbacks are run to their end, and the record is still whole; rest is waited for a few seconds only.</param>
    public async Task<DrillRecord> RunAsync(Experiment experiment, DrillOptions options, CancellationToken interrupt)
    {
        await using var sampler = Sampler.Start(system, Path.Combine(options.Folder, "samples.jsonl"), clock);
        await using var order = ScheduleWatch.Start(system, window, clock);
        await using var load = DrillLoad.Start(system, experiment.Terms, options.RequestsPerSecond, options.Seed, options.RunId, options.Folder, window, clock);
        using var elsewhere = new WithheldWrites(system);
        var withheld = ImmutableArray<Withheld>.Empty;
        var runner = new ExperimentRunner(commands, clock, progress, async (next, cancel) =>
        {
            if (next == experiment.Method[0])
                options.Begun();
            if (next.Name == experiment.Terms.Recovery)
                withheld = await elsewhere.FindAsync(options.Region, window.Observations, cancel);
        });
        var journal = await runner.RunAsync(experiment, interrupt);
        progress.Report("load ends; waiting until everything is at rest");
        var observations = await load.StopAsync();
        var ended = clock.GetUtcNow();
        var settled = await SettledAsync(sampler, ended, options.SettleWithin, interrupt);
        var samples = sampler.Samples;
        var sightings = (await order.StopAsync()).ToLookup(seen => samples.Any(sample => sample.ExplainsOrder(seen)));
        progress.Report($"reading the ledgers of {string.Join(" and ", system.Regions.Select(region => region.Region))}");
        var (ledgers, verdict, unreadable) = await VerdictAsync(observations, options.RunId, settled is not null, [.. sightings[false]], experiment.Terms.Backup is { } files ? Mistake.Read(files.Lost, files.Kept) : null);
        return new DrillRecord(journal, observations, [.. window.Outcomes.OrderBy(outcome => outcome.SentAt)], [.. sampler.Samples], withheld, ended, settled, load.Punctuality, verdict, unreadable) { Ledgers = ledgers, AfterDeadLetters = [.. sightings[true]], Interrupted = interrupt.IsCancellationRequested, Trail = await system.TrailAsync(CancellationToken.None) };
    }

    private async Task<(ImmutableArray<RegionLedgers> Ledgers, Verdict? Verdict, string? Unreadable)> VerdictAsync(ImmutableArray<Observation> observations, string runId, bool settled, IReadOnlyCollection<OrderSighting> sightings, Mistake? mistake)
    {
        using var reader = new LedgerReader(system.Regions, system.ApiKey, system.OriginSecret, clock);
        try
        {
            var ledgers = await reader.ReadAsync([.. observations.Select(observation => observation.AppointmentId).Distinct()], $"{LoadPlan.IdPrefix}{runId}", CancellationToken.None);
            return (ledgers, HistoryChecker.Check(observations, ledgers, settled, sightings, mistake), null);
        }
        catch (UnreadableRegionException problem) { return ([], null, problem.Message); } // part of the report: a drill without a verdict has not passed
    }

    private async Task<DateTimeOffset?> SettledAsync(Sampler sampler, DateTimeOffset since, TimeSpan within, CancellationToken interrupt)
    {
        var (until, hurried) = (since + within, false);
        using var timer = new PeriodicTimer(Look, clock);
        while (clock.GetUtcNow() < until && await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            if (Rest.Begin([.. sampler.Samples.Where(sample => sample.At >= since)], system.QuietFor) is { } begin)
                return begin;
            if (interrupt.IsCancellationRequested && !hurried)
                (until, hurried) = (Earlier(until, clock.GetUtcNow() + InterruptedWait), true);
        }
        return null;
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
