namespace Appointments.Contract;

/// <summary>
/// The message that the gateway's mapping template puts on a country's queue: a JSON body with the validated fields, and where it came from as message attributes.
/// </summary>
public static class RegistrationMessage
{
    public const string AppointmentId = "appointmentId";

    /// <summary>The country's ISO code, a constant of the route.</summary>
    public const string Country = "country";

    /// <summary>Absent where the request named none.</summary>
    public const string Schedule = "schedule";

    public const string Status = "status";

    /// <summary>Message attribute (String): the region that accepted the request.</summary>
    public const string RegionAttribute = "region";

    /// <summary>Message attribute (String): API Gateway's request id, kept in the ledger.</summary>
    public const string RequestIdAttribute = "requestId";

    /// <summary>Message attribute (String): the id of the API key, never its value.</summary>
    public const string ApiKeyIdAttribute = "apiKeyId";

    /// <summary>Message attribute (Number): when the region accepted the request, milliseconds since 1970.</summary>
    public const string AcceptedAtAttribute = "acceptedAt";

    /// <summary>Message attribute (Number): how often it has come back from the dead letters; absent where it has not.</summary>
    public const string AttemptAttribute = "attempt";
}
