namespace Appointments.Quarantine;

/// <summary>What was set aside, as an operator sees it.</summary>
/// <param name="AppointmentId">The id that it names; <c>unparseable#</c> where it names none.</param>
/// <param name="Key">With the id, what it is: <c>region#event</c>.</param>
/// <param name="Region">Where it came from.</param>
/// <param name="EventId">The request, or the request and the status of a row.</param>
/// <param name="Reason">Why it was set aside.</param>
/// <param name="Content">The message or the row, as JSON where it was JSON; the beginning of what was too long.</param>
/// <param name="Resolved">Null: it waits for a person.</param>
public sealed record QuarantineEntry(string AppointmentId, string Key, string Region, string EventId, string Reason, DateTimeOffset At, string Content, Resolution? Resolved);

public enum ResolutionKind
{
    /// <summary>Its registration is on its queue again.</summary>
    Requeued,

    /// <summary>Nothing is to come of it.</summary>
    Discarded,
}

/// <summary>What a person made of an entry. It is taken away some time after that, never at once.</summary>
public sealed record Resolution(ResolutionKind Kind, DateTimeOffset At, string By, string Because)
{
    /// <summary>90 days: a clinic that asks about an appointment asks within weeks.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(90);

    public DateTimeOffset ExpiresAt => At + KeptFor;
}

/// <param name="Next">Continues after the last entry; null: there are no more.</param>
public sealed record QuarantinePage(System.Collections.Immutable.ImmutableArray<QuarantineEntry> Entries, string? Next)
{
    /// <summary>Items that should be entries and are none, each in a sentence.</summary>
    public System.Collections.Immutable.ImmutableArray<string> Unreadable { get; init; } = [];
}
