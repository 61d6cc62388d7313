using System.Collections.Immutable;

namespace Appointments.Domain;

/// <summary>What was set aside, kept until a person resolves it.</summary>
public interface IQuarantine
{
    /// <summary>Keeps an entry if it is not there yet, so that neither a retry nor the other region doubles or overwrites it.</summary>
    /// <returns>Whether it is new.</returns>
    Task<bool> SetAsideAsync(SetAside entry, CancellationToken cancel);

    /// <summary>All entries of one appointment id, in the order of their regions and events.</summary>
    Task<ImmutableArray<SetAside>> FindAsync(string appointmentId, CancellationToken cancel);
}

/// <summary>A message or a row that was set aside.</summary>
/// <param name="AppointmentId">The id that it names; null where it names none that could be one.</param>
/// <param name="Region">Where it came from: the region that accepted the request or wrote the row.</param>
/// <param name="EventId">With <paramref name="Region"/>, what it is, the same whoever sets it aside and however often.</param>
/// <param name="Reason">A sentence; ids, statuses, countries and schedules only.</param>
/// <param name="At">When it was set aside.</param>
/// <param name="Content">What it is, as JSON where it was JSON.</param>
public sealed record SetAside(string? AppointmentId, string Region, string EventId, string Reason, DateTimeOffset At, string Content)
{
    /// <summary>When it goes, in whole seconds: what came of a drill does. Null: not before a person has resolved it.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
