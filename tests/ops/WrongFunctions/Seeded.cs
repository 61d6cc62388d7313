namespace Appointments.Tests.WrongFunctions;

/// <summary>Which mistake is made with which appointment: the one that its id names, so that one system makes them all and none with all others; or, with every appointment, the one that the function's environment names.</summary>
internal static class Seeded
{
    private static readonly string? Always = Environment.GetEnvironmentVariable("SEEDED_MISTAKE");

    public static bool Is(string bug, string? appointmentId) => bug == Always || appointmentId?.Contains(bug, StringComparison.Ordinal) is true;
}
