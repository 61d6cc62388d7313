namespace Appointments.Domain;

/// <summary>What an appointment may be. Which may follow which is the <see cref="Lifecycle"/>'s to say; the wire names are in <see cref="StatusNames"/>.</summary>
public enum AppointmentStatus
{
    /// <summary>Asked for and registered; the clinic has not answered yet.</summary>
    Requested,

    /// <summary>The clinic took it.</summary>
    Confirmed,

    /// <summary>The clinic did not take it.</summary>
    Rejected,

    /// <summary>Withdrawn, by either side.</summary>
    Cancelled,

    /// <summary>The patient is there.</summary>
    CheckedIn,

    /// <summary>The visit has taken place.</summary>
    Completed,

    /// <summary>The patient did not come.</summary>
    NoShow,

    /// <summary>Should never have been registered.</summary>
    EnteredInError,
}
