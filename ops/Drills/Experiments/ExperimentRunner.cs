using System.Collections.Immutable;

namespace Appointments.Drills.Experiments;

/// <summary>Runs a drill's steps in the Chaos Toolkit's order: hypothesis, method, hypothesis again, rollbacks. Keeps a journal of all of it.</summary>
/// <param name="run">Runs one command.</param>
/// <param name="clock">Times the steps and their pauses.</param>
/// <param name="progress">Told of every step, from the thread that runs them.</param>
/// <param name="coming">Told of a step of the method before it begins, which waits for it; null: nobody is.</param>
public sealed class ExperimentRunner(CommandRunner run, TimeProvider clock, IProgress<string> progress, Func<Activity, CancellationToken, Task>? coming = null)
{
    /// <param name="interrupt">Ctrl-C: the method ends at once, the rollbacks are run.</param>
    public async Task<Journal> RunAsync(Experiment experiment, CancellationToken interrupt)
    {
        var start = clock.GetUtcNow();
        var (before, method, after) = (default(SteadyState), new List<ActivityRun>(), default(SteadyState));
        var status = JournalStatus.Completed;
        before = await StateAsync(experiment, "before", interrupt);
        if (!before.Met)
            status = JournalStatus.Failed;
        else
            status = await MethodAsync(experiment, method, interrupt);
        if (status is JournalStatus.Completed)
            after = await StateAsync(experiment, "after", interrupt);
        var deviated = before.Met && !interrupt.IsCancellationRequested && (after is { Met: false } || method.Any(step => step.ToleranceMet is false));
        status = interrupt.IsCancellationRequested ? JournalStatus.Interrupted : after is { Met: false } ? JournalStatus.Failed : status;
        var rollbacks = method.Any(step => step.MayHaveActed) && Rolls(experiment.Strategy, status, deviated) ? await RollbacksAsync(experiment) : [];
        return new Journal(experiment, status, deviated, start, clock.GetUtcNow(), before, [.. method], after, rollbacks);
    }

    /// <summary>
    /// Of a drill that has done something; one that has not rolls back nothing, whatever its strategy: what it would undo is somebody else's, such as the drain of a region that is sick.
    /// Else as the Chaos Toolkit decides it, but that an interrupted or aborted drill rolls back under every strategy but never: a rehearsal leaves no fault behind.
    /// </summary>
    private static bool Rolls(RollbackStrategy strategy, JournalStatus status, bool deviated) => strategy switch
    {
        RollbackStrategy.Never => false,
        RollbackStrategy.Always => true,
        _ when status is JournalStatus.Interrupted or JournalStatus.Aborted => true,
        RollbackStrategy.Deviated => deviated,
        _ => status is not JournalStatus.Failed,
    };

    private async Task<SteadyState> StateAsync(Experiment experiment, string when, CancellationToken interrupt)
    {
        progress.Report($"steady state {when}: {experiment.HypothesisTitle}");
        var probes = ImmutableArray.CreateBuilder<ActivityRun>();
        foreach (var probe in experiment.Hypothesis)
        {
            probes.Add(await ActAsync(probe, interrupt));
            if (probes[^1].ToleranceMet is not true)
                return new SteadyState(probes.ToImmutable(), false);
        }
        return new SteadyState(probes.ToImmutable(), true);
    }

    private async Task<JournalStatus> MethodAsync(Experiment experiment, List<ActivityRun> runs, CancellationToken interrupt)
    {
        foreach (var activity in experiment.Method)
        {
            if (coming is not null && !interrupt.IsCancellationRequested)
                await ComingAsync(activity, interrupt);
            runs.Add(await ActAsync(activity, interrupt));
            if (interrupt.IsCancellationRequested)
                return JournalStatus.Interrupted;
            if (!runs[^1].Succeeded)
                return JournalStatus.Aborted; // a fault that could not be made teaches nothing
        }
        return JournalStatus.Completed;
    }

    private async Task ComingAsync(Activity activity, CancellationToken interrupt)
    {
        try { await coming!(activity, interrupt); }
        catch (OperationCanceledException) when (interrupt.IsCancellationRequested) { } // the step itself then ends at once, and the journal says so
    }

    /// <summary>One that fails does not keep the others from being run.</summary>
    private async Task<ImmutableArray<ActivityRun>> RollbacksAsync(Experiment experiment)
    {
        var runs = ImmutableArray.CreateBuilder<ActivityRun>();
        foreach (var activity in experiment.Rollbacks)
            runs.Add(await ActAsync(activity, CancellationToken.None));
        return runs.ToImmutable();
    }

    private async Task<ActivityRun> ActAsync(Activity activity, CancellationToken interrupt)
    {
        var start = clock.GetUtcNow();
        var started = false;
        CommandResult? result = null;
        try
        {
            await Task.Delay(activity.PauseBefore, clock, interrupt);
            (start, started) = (clock.GetUtcNow(), true);
            progress.Report($"{activity.Kind.ToString().ToLowerInvariant()} {activity.Name}: {activity.Command}");
            result = await run(activity.Arguments, interrupt);
        }
        catch (OperationCanceledException) when (interrupt.IsCancellationRequested) { } // the journal says so: it has no result
        var end = clock.GetUtcNow();
        var met = result is null || activity.Tolerance is null ? (bool?)null : activity.Tolerance.IsMetBy(result);
        if (met is false || result is { ExitCode: not 0 })
            progress.Report($"  {(met is false ? "out of tolerance" : "ended")} with {result!.ExitCode}: {$"{result.Output}{result.Errors}".Trim()}");
        if (result is not null)
            await Task.Delay(activity.PauseAfter, clock, interrupt).ContinueWith(_ => { }, TaskScheduler.Default); // interrupted: the caller sees it
        return new ActivityRun(activity, start, end, result, met) { Started = started };
    }
}
