using System.Collections.Immutable;

namespace Appointments.Drills.Checking;

/// <summary>A promise that was not kept.</summary>
/// <param name="AppointmentIds">Whose; at least one.</param>
/// <param name="Sentence">What was promised, what is there, and where.</param>
public sealed record Finding(FindingKind Kind, ImmutableArray<string> AppointmentIds, string Sentence);

/// <summary>Which promise was not kept.</summary>
public enum FindingKind
{
    /// <summary>A client was told that it was accepted, and it is in no ledger and no quarantine.</summary>
    Lost,

    /// <summary>A client was told that it was refused, and it is there.</summary>
    RefusedIsThere,

    /// <summary>It is there and no client asked for it.</summary>
    NeverAsked,

    /// <summary>It is there more than once.</summary>
    Doubled,

    /// <summary>Regions say different things of it.</summary>
    RegionsDiffer,

    /// <summary>Its status is not what its rows say.</summary>
    WrongStatus,

    /// <summary>Its rows tell what the lifecycle or the write model does not allow.</summary>
    ImpossibleHistory,

    /// <summary>A later one of its schedule was handled before an earlier one.</summary>
    OutOfOrder,

    /// <summary>The list does not say what the appointment itself says.</summary>
    ListDisagrees,
}
