namespace Appointments.Checks;

/// <summary>One thing that a policy does not allow.</summary>
/// <param name="Policy">The policy's name.</param>
/// <param name="Resource">The resource's name in the graph.</param>
/// <param name="What">What stands there.</param>
/// <param name="Todo">What to do about it.</param>
public sealed record Violation(string Policy, string Resource, string What, string Todo);
