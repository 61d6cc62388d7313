namespace Appointments.Tests.WrongFunctions;

/// <summary>Which mistake is made with which appointment: the one that its id names. So one system makes them all, and none with all others.</summary>
internal static class Seeded
{
    public static bool Is(string bug, string appointmentId) => appointmentId.Contains(bug, StringComparison.Ordinal);
}
