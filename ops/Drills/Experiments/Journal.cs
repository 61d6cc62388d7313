using System.Collections.Immutable;

namespace Appointments.Drills.Experiments;

/// <summary>How a drill ended, in the journal's words.</summary>
public enum JournalStatus
{
    /// <summary>Every step was taken.</summary>
    Completed,

    /// <summary>The steady state was not met.</summary>
    Failed,

    /// <summary>An action could not be done, so the rest of the method was left out.</summary>
    Aborted,

    /// <summary>Ctrl-C.</summary>
    Interrupted,
}

/// <summary>One activity, as it was run.</summary>
/// <param name="Start">When the command was started, after the pause before it.</param>
/// <param name="End">When it had ended, before the pause after it.</param>
/// <param name="Result">Null: it was interrupted.</param>
/// <param name="ToleranceMet">Null: it has no tolerance.</param>
public sealed record ActivityRun(Activity Activity, DateTimeOffset Start, DateTimeOffset End, CommandResult? Result, bool? ToleranceMet)
{
    /// <summary>False: it was interrupted before its command was run, so it has done nothing.</summary>
    public bool Started { get; init; } = true;

    /// <summary>Whether there may be anything to undo.</summary>
    public bool MayHaveActed => Started && Activity.Kind is ActivityKind.Action;

    /// <summary>A probe looks, so whatever it finds it has found; an action has to have been done.</summary>
    public bool Succeeded => Result is { } result && (Activity.Kind is ActivityKind.Probe || result.ExitCode is 0);
}

/// <summary>The hypothesis as it was found; it ends with the first probe whose tolerance was not met.</summary>
public sealed record SteadyState(ImmutableArray<ActivityRun> Probes, bool Met);

/// <summary>Everything that was done and found, each with its time.</summary>
/// <param name="Deviated">The steady state was met before the method, and something was out of tolerance in it or after it.</param>
/// <param name="Before">Null: it did not come to that, here and below.</param>
public sealed record Journal(
    Experiment Experiment,
    JournalStatus Status,
    bool Deviated,
    DateTimeOffset Start,
    DateTimeOffset End,
    SteadyState? Before,
    ImmutableArray<ActivityRun> Run,
    SteadyState? After,
    ImmutableArray<ActivityRun> Rollbacks)
{
    /// <summary>The run of an activity of the method; null: it was not reached.</summary>
    public ActivityRun? Of(string name) => Run.FirstOrDefault(run => run.Activity.Name == name);
}
