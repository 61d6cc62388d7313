namespace Appointments.Lambda.Draining;

/// <summary>What the function gives back, and Lambda passes on to the region's alarm topic.</summary>
/// <param name="Sentence">What was done or not, and why.</param>
public sealed record DrainReply(string Outcome, string Sentence);

/// <summary>Nothing could be decided. Lambda asks twice more, after one minute and after two; then the event goes to the failures' queue and to people.</summary>
/// <remarks>Source: AWS, "How Lambda handles errors and retries with asynchronous invocation".</remarks>
public sealed class UndecidedException(string sentence) : Exception(sentence);
