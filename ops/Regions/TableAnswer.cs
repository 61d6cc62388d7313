namespace Appointments.Regions;

/// <summary>What came of one region's share of a write.</summary>
public enum TableAnswerKind
{
    Written,

    /// <summary>It was so before; what stood there stands.</summary>
    StoodAlready,

    /// <summary>Nothing is known of it.</summary>
    NoAnswer,
}

/// <param name="Region">The region whose table was written.</param>
/// <param name="Problem">Why there was no answer; null where there was.</param>
public sealed record TableAnswer(string Region, TableAnswerKind Kind, string? Problem);
