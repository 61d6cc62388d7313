namespace Appointments.Domain;

/// <summary>Decides what becomes of a dead letter: its queue again while it may still work, quarantine where it can not or did not. Never nothing.</summary>
/// <param name="rules">Those that the registrations are handled by.</param>
public sealed class DeadLetterProcessor(IRegistrationQueue queue, IQuarantine quarantine, IMetrics metrics, TimeProvider clock, RegistrationRules rules)
{
    /// <summary>Times that a registration is put back. With the receives that its queue allows each time, an outage of an hour is ridden out; a registration that breaks its function is not tried for ever.</summary>
    public const int MostAttempts = 3;

    /// <summary>SQS takes 10, and one counts the attempts. Source: AWS, "Amazon SQS message attributes".</summary>
    public const int MostAttributes = 9;

    private readonly QuarantineKeeper keeper = new(quarantine, metrics, clock);

    /// <exception cref="Exception">Queue or table did not answer. The letter must stay where it is, and come again: all this can be repeated.</exception>
    public async Task<DeadLetterAnswer> ProcessAsync(DeadLetter letter, CancellationToken cancel)
    {
        if (Reason(letter) is { } reason)
        {
            if (await keeper.KeepAsync(letter.Request.AppointmentId, letter.Request.Origin, reason, cancel))
                metrics.Count(Counted.DeadLetterQuarantined);
            return DeadLetterAnswer.Quarantined;
        }

        await queue.PutBackAsync(letter, letter.Attempts + 1, cancel);
        metrics.Count(Counted.DeadLetterPutBack);
        return DeadLetterAnswer.PutBack;
    }

    /// <returns>Why it is not put back; null where it is.</returns>
    private string? Reason(DeadLetter letter) => letter switch
    {
        { Problem: { } unreadable } => unreadable,
        _ when rules.Refusal(letter.Request) is { } refusal => refusal,
        { Attempts: >= MostAttempts } => $"Appointment {letter.Request.AppointmentId} could not be registered: its message failed as often as its queue allows, and again after each of {letter.Attempts} returns to it. "
            + "The function's log has the error; put it back when the cause is gone.",
        // SQS would refuse it, today and ever.
        { Attributes.Length: > MostAttributes } => $"The message carries {letter.Attributes.Length} attributes, expected at most {MostAttributes}, so that its returns can be counted: the gateway did not put it on the queue.",
        _ => null,
    };
}

/// <summary>What became of a dead letter.</summary>
public enum DeadLetterAnswer
{
    /// <summary>It is on its country's queue again.</summary>
    PutBack,

    /// <summary>The quarantine keeps it with the reason.</summary>
    Quarantined,
}
