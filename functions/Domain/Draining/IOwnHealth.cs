namespace Appointments.Domain.Draining;

/// <summary>Whether the region that would have to take the traffic serves.</summary>
public interface IOwnHealth
{
    /// <returns>Whether its own <c>/health</c> answers 200, asked as Route 53 asks it: false while it is drained, too.</returns>
    Task<bool> AnswersAsync(CancellationToken cancel);
}
