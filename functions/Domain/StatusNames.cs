using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Appointments.Domain;

/// <summary>How a status is written on the wire and in the tables.</summary>
public static class StatusNames
{
    private static readonly FrozenDictionary<AppointmentStatus, string> Names = new Dictionary<AppointmentStatus, string>
    {
        [AppointmentStatus.Requested] = "requested",
        [AppointmentStatus.Confirmed] = "confirmed",
        [AppointmentStatus.Rejected] = "rejected",
        [AppointmentStatus.Cancelled] = "cancelled",
        [AppointmentStatus.CheckedIn] = "checked-in",
        [AppointmentStatus.Completed] = "completed",
        [AppointmentStatus.NoShow] = "no-show",
        [AppointmentStatus.EnteredInError] = "entered-in-error",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, AppointmentStatus> Statuses =
        Names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>Every wire name, in the order of <see cref="AppointmentStatus"/>.</summary>
    public static ImmutableArray<string> All { get; } = [.. Enum.GetValues<AppointmentStatus>().Select(status => Names[status])];

    /// <summary>The name on the wire, such as <c>checked-in</c>.</summary>
    public static string Wire(this AppointmentStatus status) => Names[status];

    /// <param name="name">A wire name, in exactly its letters.</param>
    /// <returns>The status, or null where the text is none.</returns>
    public static AppointmentStatus? Find(string? name) => name is not null && Statuses.TryGetValue(name, out var status) ? status : null;
}
