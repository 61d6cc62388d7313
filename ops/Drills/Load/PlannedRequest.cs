namespace Appointments.Drills.Load;

/// <summary>A request as it was planned, before anything is known of its answer.</summary>
/// <param name="Kind">What it asks for.</param>
/// <param name="AppointmentId">Whose it is; of a list, empty.</param>
/// <param name="Path">The country's route.</param>
/// <param name="Country">The country's ISO code.</param>
/// <param name="Status">The status that a change asks for; null: no change.</param>
internal sealed record PlannedRequest(RequestKind Kind, string AppointmentId, string Path, string Country, string? Schedule, string? Status)
{
    /// <summary>Whether it asks for a change of what is kept: only of such a request the answer has to be remembered.</summary>
    public bool Writes => Kind is RequestKind.Register or RequestKind.Change;
}

/// <summary>What a request asks for.</summary>
internal enum RequestKind
{
    Register,
    Change,
    Read,
    List,
}
