namespace Appointments.Drills.Load;

/// <summary>What a client was told about its request.</summary>
public enum Told
{
    /// <summary>A 2xx: the system has taken it and must not lose it.</summary>
    Accepted,

    /// <summary>A 3xx or 4xx: it was not taken, and must not be there.</summary>
    Refused,

    /// <summary>No answer, none in time, or a 5xx: it may be there or not, and a client may send it again.</summary>
    Unknown,
}
