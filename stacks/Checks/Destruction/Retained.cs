namespace Appointments.Checks.Destruction;

/// <summary>What <c>pulumi destroy</c> leaves behind, one line for resources that are left for the same reason.</summary>
/// <param name="What">In a reader's words.</param>
/// <param name="Names">The resources' names in the graph.</param>
/// <param name="Why">Why it is retained.</param>
/// <param name="LetGo">What to do for it to go.</param>
public sealed record Retained(string What, IReadOnlyList<string> Names, string Why, string LetGo);
