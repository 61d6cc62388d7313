namespace Appointments.Plan;

/// <summary>The API's paths that no country names, under the stage.</summary>
public static class ApiPaths
{
    /// <summary>Only what is under it is promised to clients.</summary>
    public const string Stage = "Prod";

    public const string ChangeStatus = "/change-status";
    public const string Appointments = "/appointments";
    public const string Appointment = "/appointments/{appointmentId}";
    public const string Health = "/health";

    /// <summary>Whether another region is drained, as this one's replica knows: one fixed path for each region that is watched.</summary>
    public static string Drained(string region) => $"/drained/{region}";

    /// <summary>First segments that a country's path may not take: our own, and those that API Gateway keeps for itself ("Amazon API Gateway important notes").</summary>
    public static bool IsReserved(string segment) =>
        segment is "drained" or "ping" or "sping" || new[] { ChangeStatus, Appointments, Health }.Contains($"/{segment}");
}
