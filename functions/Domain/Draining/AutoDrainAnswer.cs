namespace Appointments.Domain.Draining;

/// <summary>What came of a notice.</summary>
public enum AutoDrainOutcome
{
    /// <summary>There was nothing to decide.</summary>
    Nothing,

    Drained,

    /// <summary>As <see cref="Drained"/>, but it was only to be said.</summary>
    WouldDrain,

    /// <summary>It must not be drained.</summary>
    NotDrained,

    /// <summary>It cannot be known now whether it may be drained: to be asked again soon.</summary>
    Undecided,
}

/// <param name="Sentence">For people: what was done or not, and why.</param>
public sealed record AutoDrainAnswer(AutoDrainOutcome Outcome, string Sentence);

/// <summary>Who watches whom.</summary>
/// <param name="Own">The region in which this runs.</param>
/// <param name="Watched">The one region that it may drain.</param>
/// <param name="DryRun">Everything but the drain.</param>
public sealed record AutoDrainDuty(string Own, string Watched, bool DryRun);
