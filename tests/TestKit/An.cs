namespace Appointments.Tests.TestKit;

/// <summary>Where a test's story begins: <c>An.Appointment().Confirmed()</c>.</summary>
public static class An
{
    public static AppointmentBuilder Appointment(string id = "id-12345") => new(id);
}
