using System.Collections.Immutable;

namespace Appointments.Rollout;

/// <summary>How a rollout ended.</summary>
public enum RolloutOutcome
{
    /// <summary>Every region runs the release.</summary>
    Done,

    /// <summary>A region, or the edge, was not well before: nothing was changed.</summary>
    NotBegun,

    /// <summary>A region was not well with the release and runs again what it ran before, and regions after it were not touched; or what builds on the regions was not, and everything does.</summary>
    WentBack,

    /// <summary>A region, or what builds on them, is not well, and going back did not help or could not be done: a person is needed.</summary>
    Stuck,

    /// <summary>Somebody ended it while a region, or what builds on them, had the release unjudged.</summary>
    Interrupted,
}

/// <summary>What became of one region.</summary>
public enum RegionResult
{
    Updated,
    WentBack,
    NotBack,

    /// <summary>It has the release, or part of it, and nobody has seen whether it is well.</summary>
    Unjudged,

    /// <summary>It runs what it ran before: its turn did not come.</summary>
    NotTouched,
}

/// <param name="Problem">What was seen; null where nothing was wrong.</param>
public sealed record RegionRollout(string Region, RegionResult Result, string? Problem);

/// <param name="Region">Null where it is about no single region.</param>
public sealed record RolloutEvent(DateTimeOffset At, string? Region, string What);

/// <param name="Sentence">How it ended, and what to do next.</param>
public sealed record RolloutReport(RolloutOutcome Outcome, string Sentence, ImmutableArray<RegionRollout> Regions, ImmutableArray<RolloutEvent> Events);
