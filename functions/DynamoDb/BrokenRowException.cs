namespace Appointments.DynamoDb;

/// <summary>A row that this system did not write, or whose form a newer release changed. It will not mend itself: look at the row, in its table, by its key.</summary>
public sealed class BrokenRowException(string appointmentId, string status, string attribute)
    : Exception($"Row {appointmentId} / {status}: attribute {attribute} is missing or not in its form. Only the functions write this table; mend the row by hand from its stream or a backup.")
{
    public string AppointmentId { get; } = appointmentId;

    public string Status { get; } = status;

    public string Attribute { get; } = attribute;
}
