using System.Collections.Immutable;

namespace Appointments.Regions;

/// <summary>The audit trail as one region's table holds it.</summary>
/// <param name="Observer">The region whose table was asked.</param>
/// <param name="Problem">Why it did not answer; null where it did.</param>
public sealed record ActSighting(string Observer, ImmutableArray<RegionAct> Acts, string? Problem)
{
    public bool Answered => Problem is null;

    /// <summary>Items that should be acts and are none, each in a sentence: which, and what was expected.</summary>
    public ImmutableArray<string> Unreadable { get; init; } = [];
}
