using System.Collections.Immutable;

namespace Appointments.Regions;

/// <summary>How an operator's act ended.</summary>
public enum RegionOutcomeKind
{
    Done,

    /// <summary>It was so before; nothing was changed.</summary>
    AlreadySo,

    /// <summary>A dry run: nothing was changed, and nothing stands in the way.</summary>
    WouldBeDone,

    /// <summary>It was not tried, or taken back at once because another drain came at the same time; the sentence says why and how to insist.</summary>
    Refused,

    /// <summary>It was tried, and no table that matters said that it took it; one that did not answer may have.</summary>
    NotDone,

    /// <summary>The deployment has no such region.</summary>
    NoSuchRegion,
}

/// <param name="Sentence">What happened, and what to do next.</param>
/// <param name="Tables">What each region's table answered; empty where none was asked.</param>
public sealed record RegionOutcome(RegionOutcomeKind Kind, string Region, string Sentence, ImmutableArray<TableAnswer> Tables);
