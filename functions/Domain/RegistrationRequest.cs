namespace Appointments.Domain;

/// <summary>A message that asks for an appointment, as it came: nothing in it is trusted yet.</summary>
/// <param name="Country">A country's code or name.</param>
/// <param name="Schedule">Null where it names none.</param>
public sealed record RegistrationRequest(string? AppointmentId, string? Country, string? Schedule, string? Status, MessageOrigin Origin);

/// <summary>Where a message came from.</summary>
/// <param name="Region">The region that accepted the request.</param>
/// <param name="RequestId">The request's id; of a message that names none, the message's own.</param>
/// <param name="AcceptedAt">When it was accepted; null where the message does not say.</param>
/// <param name="Content">The message's body, kept only if it has to be set aside.</param>
/// <param name="Rehearses">Whether a drill asks.</param>
public sealed record MessageOrigin(string Region, string RequestId, DateTimeOffset? AcceptedAt, string Content, bool Rehearses = false);
