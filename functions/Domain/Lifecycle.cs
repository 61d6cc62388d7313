using System.Collections.Frozen;
using System.Collections.Immutable;
using static Appointments.Domain.AppointmentStatus;

namespace Appointments.Domain;

/// <summary>The only law of how an appointment's status may change. A status is reached once; to move a visit, cancel it and request anew.</summary>
public static class Lifecycle
{
    private static readonly FrozenDictionary<AppointmentStatus, ImmutableArray<AppointmentStatus>> Moves =
        new Dictionary<AppointmentStatus, ImmutableArray<AppointmentStatus>> // the whole law: what is not listed is refused
        {
            [Requested] = [Confirmed, Rejected, Cancelled, EnteredInError],
            [Confirmed] = [CheckedIn, Cancelled, NoShow, EnteredInError],
            [CheckedIn] = [Completed, EnteredInError],
            [Rejected] = [EnteredInError],
            [Cancelled] = [EnteredInError],
            [NoShow] = [EnteredInError],
            [Completed] = [EnteredInError],
            [EnteredInError] = [],
        }.ToFrozenDictionary();

    /// <summary>What an appointment with this status may become.</summary>
    public static ImmutableArray<AppointmentStatus> From(AppointmentStatus status) => Moves[status];

    /// <summary>Whether an appointment may go from one status to the other in one step.</summary>
    public static bool Allows(AppointmentStatus from, AppointmentStatus to) => Moves[from].Contains(to);
}
