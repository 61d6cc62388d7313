using System.Collections.Immutable;

namespace Appointments.Drills.Checking;

/// <summary>What came of comparing what clients were told with what all regions hold.</summary>
/// <param name="Delayed">Appointments that were accepted and have not arrived in every region yet; none once the regions have settled: then they are lost, or the regions differ.</param>
/// <param name="SetAside">Appointments that were accepted and are only in quarantine, with a reason: not lost, and for a person to resolve.</param>
/// <param name="Conflicts">What two regions decided at once, and how it ended: allowed, and to be seen.</param>
/// <param name="Notes">What could not be checked, and why.</param>
public sealed record Verdict(
    ImmutableArray<Finding> Findings, VerdictCounts Counts, ImmutableArray<string> Delayed, ImmutableArray<string> SetAside, ImmutableArray<SeenConflict> Conflicts, ImmutableArray<string> Notes)
{
    /// <summary>What was accepted, lost by a mistake that the drill made, and in no backup: allowed, named, and what RPO is about.</summary>
    public ImmutableArray<GoneWrite> Gone { get; init; } = [];

    /// <summary>Whether every promise was kept, as far as could be seen.</summary>
    public bool Passed => Findings.IsEmpty;

    /// <summary>The appointments of all findings of a kind, each once.</summary>
    public ImmutableArray<string> IdsOf(FindingKind kind) =>
        [.. Findings.Where(finding => finding.Kind == kind).SelectMany(finding => finding.AppointmentIds).Distinct().Order(StringComparer.Ordinal)];
}

/// <summary>How many of what.</summary>
/// <param name="Accepted">Requests whose client was told that it was accepted; likewise refused and unknown.</param>
/// <param name="Lost">Appointments of which something accepted is lost.</param>
/// <param name="Doubled">Appointments of which something is there more than once.</param>
public sealed record VerdictCounts(int Accepted, int Refused, int Unknown, int Appointments, int Lost, int Delayed, int Doubled, int SetAside, int Conflicts);

/// <summary>What two regions decided at once of one appointment.</summary>
/// <param name="Sentence">Between what, and how it was resolved.</param>
public sealed record SeenConflict(string AppointmentId, string Sentence);
