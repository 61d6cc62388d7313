using Amazon.DynamoDBv2.Model;
using Appointments.Contract;
using Appointments.Domain;

namespace Appointments.DynamoDb;

/// <summary>The condition that a row is still what was read: there, of the same registration, and with the same next status (as a rule none).</summary>
internal sealed record AsRead(string Condition, Dictionary<string, AttributeValue> Values)
{
    public static AsRead Of(LedgerRow row)
    {
        // attribute_exists: an update would otherwise make the row.
        var there = $"attribute_exists({AppointmentsTable.AppointmentId}) AND {AppointmentsTable.Registration} = :registration AND ";
        Dictionary<string, AttributeValue> values = new() { [":registration"] = new(row.Registration) };
        if (row.NextStatus is not { } seen)
            return new(there + $"attribute_not_exists({AppointmentsTable.NextStatus})", values);

        values[":seen"] = new(seen.Wire());
        return new(there + $"{AppointmentsTable.NextStatus} = :seen", values);
    }
}
