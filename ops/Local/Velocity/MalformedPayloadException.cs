namespace Appointments.Local.Velocity;

/// <summary>A mapping template read JSON out of a payload that is not JSON. The message never holds the payload.</summary>
public sealed class MalformedPayloadException(Exception cause) : Exception("The payload is not JSON, and the mapping template reads it with $input.path or $input.json.", cause);
