namespace Appointments.Regions;

/// <summary>What a region has accepted and not handled yet.</summary>
/// <param name="Waiting">Messages on the queues of all countries, in somebody's hands or not; approximate, as SQS counts.</param>
/// <param name="DeadLetters">Messages on their dead-letter queues.</param>
/// <param name="Problem">Why nothing is known; null where it is.</param>
public sealed record QueueSighting(string Region, long Waiting, long DeadLetters, string? Problem)
{
    public bool IsEmpty => Problem is null && Waiting + DeadLetters is 0;

    /// <summary>What is left, in words; empty where nothing is.</summary>
    public string Left => Problem is { } silent ? $"the queues of {Region} do not answer ({silent})"
        : IsEmpty ? ""
        : $"{string.Join(" and ", new[] { Counted(Waiting, "registration"), Counted(DeadLetters, "dead letter") }.OfType<string>())} {(Waiting + DeadLetters is 1 ? "waits" : "wait")} on the queues of {Region}";

    private static string? Counted(long number, string noun) => number is 0 ? null : $"{number} {noun}{(number is 1 ? "" : "s")}";
}
