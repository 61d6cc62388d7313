using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Appointments.Regions;

/// <summary>What came of one region's share of a write.</summary>
public enum TableAnswerKind
{
    Written,

    /// <summary>It was so before; what stood there stands.</summary>
    StoodAlready,

    /// <summary>Not written: a region that was to go on serving is drained there.</summary>
    Overtaken,

    /// <summary>Nothing is known of it.</summary>
    NoAnswer,
}

/// <param name="Region">The region whose table was written.</param>
/// <param name="Problem">Why there was no answer; null where there was.</param>
public sealed record TableAnswer(string Region, TableAnswerKind Kind, string? Problem)
{
    /// <summary>Which regions are drained there, where it was <see cref="TableAnswerKind.Overtaken"/>.</summary>
    [JsonIgnore] // for the tools; people are told by the sentence
    public ImmutableArray<string> Overtakers { get; init; } = [];
}
