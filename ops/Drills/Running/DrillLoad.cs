using System.Collections.Immutable;
using System.Text.Json;
using Appointments.Drills.Experiments;
using Appointments.Drills.Load;

namespace Appointments.Drills.Running;

/// <summary>The load of one drill: a stream of requests to each of its targets, from before the first check to after the last.</summary>
public sealed class DrillLoad : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web);

    private readonly CancellationTokenSource stop = new();
    private readonly ImmutableArray<OpenLoopLoad> loads;
    private readonly ObservationLog log;
    private readonly LoadWindow window;
    private readonly StreamWriter readings;
    private readonly Task running;
    private readonly Lock oneAtATime = new();

    private DrillLoad(ImmutableArray<LoadPlan> plans, string folder, LoadWindow window, TimeProvider clock)
    {
        log = new ObservationLog(Path.Combine(folder, "observations.jsonl"));
        this.window = window;
        window.Observed += log.Add;
        readings = new StreamWriter(Path.Combine(folder, "readings.jsonl"), append: false);
        loads = [.. plans.Select(plan => new OpenLoopLoad(plan, clock) { OnRead = reading => Note(reading, window) })];
        running = Task.WhenAll(loads.Select(load => load.RunAsync(null, window.Add, stop.Token)));
    }

    /// <summary>How well all loads together kept to their schedules.</summary>
    public Punctuality Punctuality => new(loads.Sum(load => load.Punctuality.Started), loads.Sum(load => load.Punctuality.Late), loads.Max(load => load.Punctuality.Worst));

    /// <param name="terms">Where it is sent.</param>
    /// <param name="requestsPerSecond">To each target.</param>
    /// <param name="runId">Part of every appointment's id.</param>
    /// <param name="folder">Where observations and readings are written.</param>
    public static DrillLoad Start(IDrilledSystem system, DrillTerms terms, double requestsPerSecond, int seed, string runId, string folder, LoadWindow window, TimeProvider clock) =>
        // Loads for several targets share their seed and differ in what they change: people in two regions who do not know of each other.
        new([.. terms.Targets.Select((target, index) => new LoadPlan(
            target is DrillTerms.Edge ? system.Edge : system.Regions.Single(region => region.Region == target).Stage,
            system.ApiKey, target is DrillTerms.Edge ? null : system.OriginSecret, system.Countries, requestsPerSecond, seed, runId)
        { ChangesSeed = terms.Targets.Length is 1 ? null : seed + index })], folder, window, clock);

    /// <summary>Sends no more, and waits for the answers that are still out.</summary>
    /// <returns>Every write of the drill, those of its actions included, in the order of their sending.</returns>
    public async Task<ImmutableArray<Observation>> StopAsync()
    {
        await stop.CancelAsync();
        await running;
        window.Observed -= log.Add;
        // Each load counts its own requests; the checker wants one number each.
        ImmutableArray<Observation> all = [.. window.Observations.OrderBy(observation => observation.SentAt).Select((observation, index) => observation with { Number = index + 1 })];
        log.End(all);
        return all;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.ContinueWith(_ => { }, TaskScheduler.Default); // StopAsync has told
        stop.Dispose();
        window.Observed -= log.Add;
        log.Dispose();
        await readings.DisposeAsync();
    }

    private void Note(Reading reading, LoadWindow window)
    {
        window.Add(reading);
        var line = JsonSerializer.Serialize(reading, Form);
        lock (oneAtATime)
            readings.WriteLine(line);
    }
}
