using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Appointments.Drills.Experiments;

/// <summary>
/// When the rollbacks are run, of a drill of whose method an action was begun; else there is nothing to undo, and none is run. An interrupted drill runs them in any case but <see cref="Never"/>: a rehearsal leaves no fault behind.
/// </summary>
public enum RollbackStrategy
{
    /// <summary>Unless the steady state was not met.</summary>
    Default,
    Always,

    /// <summary>Only when the steady state was not met after the method.</summary>
    Deviated,
    Never,
}

/// <summary>One file of <c>drills/</c>, read and found to be right: an experiment in the Chaos Toolkit's vocabulary.</summary>
/// <param name="Name">The file's name without its ending.</param>
/// <param name="Configuration">What <c>${…}</c> stands for, as text.</param>
/// <param name="HypothesisTitle">What normal looks like, in a sentence.</param>
/// <param name="Hypothesis">Probes with a tolerance each, run before the method and after it.</param>
/// <param name="Terms">What the Chaos Toolkit has no word for.</param>
/// <param name="Source">The file, as it is copied into the journal.</param>
public sealed record Experiment(
    string Name,
    string Title,
    string Description,
    ImmutableArray<string> Tags,
    ImmutableSortedDictionary<string, string> Configuration,
    string HypothesisTitle,
    ImmutableArray<Activity> Hypothesis,
    ImmutableArray<Activity> Method,
    ImmutableArray<Activity> Rollbacks,
    RollbackStrategy Strategy,
    DrillTerms Terms,
    JsonObject Source)
{
    public IEnumerable<Activity> Activities => [.. Hypothesis, .. Method, .. Rollbacks];
}
