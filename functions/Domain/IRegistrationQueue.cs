namespace Appointments.Domain;

/// <summary>One country's queue of registrations, in order within a group.</summary>
public interface IRegistrationQueue
{
    /// <summary>Puts a dead letter back at the end of its group, as it was but for its attempt. The same attempt again within minutes is no second message.</summary>
    /// <param name="attempt">From 1: how often it has been put back, this time included.</param>
    Task PutBackAsync(DeadLetter letter, int attempt, CancellationToken cancel);
}
