namespace Appointments.Domain;

/// <summary>What the domain answers. A no is an answer with a sentence, never an exception: an exception means that it may work later, or a bug.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    /// <summary>Done, or done already: the same request again is the same answer.</summary>
    /// <param name="Appointment">The appointment after it.</param>
    public sealed record Accepted(Appointment Appointment) : Decision;

    /// <summary>It cannot be, and asking again will not change that.</summary>
    /// <param name="Sentence">Why, and what to do next; it names ids and statuses only.</param>
    public sealed record Refused(string Sentence) : Decision;

    /// <summary>No such appointment is known here.</summary>
    /// <param name="Sentence">Why that may be, and what to do next.</param>
    public sealed record Unknown(string Sentence) : Decision;
}
