namespace Appointments.Drills.Load;

/// <summary>One request of a client that wanted something changed, and what it was told.</summary>
/// <param name="Number">The place in the load's schedule, from 1. A request that is sent again has a number of its own.</param>
/// <param name="Country">The country's ISO code that the appointment was asked for in.</param>
/// <param name="Schedule">What the appointment competes for; null: nothing.</param>
/// <param name="Status">The status that was asked for; null: a registration.</param>
/// <param name="Milliseconds">From sending to the answer's end, or to giving up.</param>
/// <param name="HttpStatus">Null where there was no answer.</param>
/// <param name="Region">The region that says it answered; null where no answer says so.</param>
/// <param name="RequestId">The request's id as its region gave it, which the ledger keeps; null where no answer has one.</param>
/// <param name="Problem">Why there was no answer, or what a refusal said; null where it was accepted.</param>
public sealed record Observation(
    long Number,
    string AppointmentId,
    string Country,
    string? Schedule,
    string? Status,
    DateTimeOffset SentAt,
    double Milliseconds,
    Told Told,
    int? HttpStatus,
    string? Region,
    string? RequestId,
    string? Problem);
