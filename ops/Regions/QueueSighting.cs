namespace Appointments.Regions;

/// <summary>What a region has accepted and not handled yet.</summary>
/// <param name="Waiting">Messages on the queues of all countries, in somebody's hands or not; approximate, as SQS counts.</param>
/// <param name="DeadLetters">Messages on their dead-letter queues.</param>
/// <param name="Problem">Why nothing is known; null where it is.</param>
public sealed record QueueSighting(string Region, int Waiting, int DeadLetters, string? Problem)
{
    public bool IsEmpty => Problem is null && Waiting + DeadLetters is 0;

    /// <summary>What is left, in words; empty where nothing is.</summary>
    public string Left => Problem is { } silent ? $"the queues of {Region} do not answer ({silent})"
        : IsEmpty ? ""
        : $"{Waiting} {(Waiting is 1 ? "registration waits" : "registrations wait")} on the queues of {Region}{(DeadLetters is 0 ? "" : $", {DeadLetters} more {(DeadLetters is 1 ? "is" : "are")} dead letters")}";
}
