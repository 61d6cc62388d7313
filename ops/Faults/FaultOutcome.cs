using System.Collections.Immutable;

namespace Appointments.Faults;

/// <summary>How an act on faults ended.</summary>
public enum FaultOutcomeKind
{
    Done,

    /// <summary>It was so before; nothing was changed.</summary>
    AlreadySo,

    /// <summary>What was asked for cannot be: an unknown region, a figure out of range. Nothing was changed.</summary>
    Invalid,

    /// <summary>It cannot be done here; the sentence says why. Nothing was changed.</summary>
    Refused,
}

/// <param name="Sentence">What happened, and what to do next.</param>
/// <param name="Active">All faults that are there now.</param>
public sealed record FaultOutcome(FaultOutcomeKind Kind, string Sentence, ImmutableArray<ActiveFault> Active);
