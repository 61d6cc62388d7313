using System.Collections.Immutable;

namespace Appointments.Quarantine;

public enum QuarantineOutcomeKind
{
    Done,

    /// <summary>A person had resolved it before; nothing was changed.</summary>
    AlreadySo,

    /// <summary>It cannot be; the sentence says why and what to do instead.</summary>
    Refused,

    /// <summary>Quarantine holds nothing of that name.</summary>
    NoSuchEntry,

    /// <summary>Several entries may be meant.</summary>
    Ambiguous,
}

/// <param name="Sentence">What happened, and what to do next.</param>
/// <param name="Entries">Those it is about.</param>
public sealed record QuarantineOutcome(QuarantineOutcomeKind Kind, string Sentence, ImmutableArray<QuarantineEntry> Entries);
