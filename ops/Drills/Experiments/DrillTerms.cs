using System.Collections.Immutable;

namespace Appointments.Drills.Experiments;

/// <summary>What a drill says in the extension <c>appointments</c> of its file.</summary>
/// <param name="Fault">The activity of the method with which the fault begins.</param>
/// <param name="Recovery">The activity of the method that asks for recovery.</param>
/// <param name="Targets">Where load is sent: <c>edge</c>, or a region by its own address.</param>
public sealed record DrillTerms(string Fault, string Recovery, ImmutableArray<string> Targets)
{
    public const string Extension = "appointments", Edge = "edge";

    /// <summary>Of a drill in which rows are lost: the files that its method writes; null: none are.</summary>
    public BackupTerms? Backup { get; init; }
}
