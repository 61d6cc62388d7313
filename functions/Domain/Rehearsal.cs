namespace Appointments.Domain;

/// <summary>
/// A rehearsal: what a drill registers to see whether the system keeps its promises. It is kept apart from patients' appointments by its ids, which nobody else may
/// use and which are all that it may use, and it is gone after a day.
/// </summary>
public static class Rehearsal
{
    /// <summary>What the id of every rehearsed appointment begins with.</summary>
    public const string IdPrefix = "drill-";

    /// <summary>How long what was rehearsed is kept after it was written: long enough to be looked at by those who drilled.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    /// <param name="rehearses">Whether whoever asks is a drill.</param>
    /// <returns>Why it may not use this id; null where it may.</returns>
    public static string? Refusal(string appointmentId, bool rehearses) => (appointmentId.StartsWith(IdPrefix, StringComparison.Ordinal), rehearses) switch
    {
        (true, false) => $"An appointmentId that begins with {IdPrefix} is for drills, which have an API key of their own: choose another id.",
        (false, true) => $"The API key of drills may only use an appointmentId that begins with {IdPrefix}: use a clinic's key for a patient's appointment.",
        _ => null,
    };

    /// <summary>When something that is written now goes, if it is rehearsed; else never.</summary>
    internal static DateTimeOffset? Expiry(bool rehearses, DateTimeOffset now) => rehearses ? WholeSeconds(now + KeptFor) : null;

    // DynamoDB's time to live has no fractions.
    private static DateTimeOffset WholeSeconds(DateTimeOffset at) => DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds());
}
