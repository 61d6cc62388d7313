namespace Appointments.Aws;

/// <summary>What came of asking a region.</summary>
/// <param name="Value">Means nothing where there is a problem.</param>
/// <param name="Problem">Why it did not answer, for people; null where it did.</param>
internal readonly record struct Reply<T>(T Value, string? Problem)
{
    public bool Answered => Problem is null;
}
