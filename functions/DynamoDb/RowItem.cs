using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Appointments.Contract;
using Appointments.Domain;

namespace Appointments.DynamoDb;

/// <summary>A ledger row as a table's item, and back. Every attribute is a string, but for the time to live, which DynamoDB wants as a number.</summary>
public static class RowItem
{
    /// <param name="attribute">Gives an attribute's text or number as text, or null where the item has none: of a table's item or of a stream's image.</param>
    /// <exception cref="BrokenRowException">An attribute is missing or not in its form.</exception>
    public static LedgerRow Read(Func<string, string?> attribute)
    {
        string Text(string name) => attribute(name) ?? throw Broken(name);
        AppointmentStatus Status(string name) => StatusNames.Find(attribute(name)) ?? throw Broken(name);
        AppointmentStatus? Optional(string name) => attribute(name) is null ? null : Status(name);
        BrokenRowException Broken(string name) => new(attribute(AppointmentsTable.AppointmentId) ?? "?", attribute(AppointmentsTable.Status) ?? "?", name);

        return new LedgerRow(
            Text(AppointmentsTable.AppointmentId), Status(AppointmentsTable.Status), Text(AppointmentsTable.Country), attribute(AppointmentsTable.Schedule),
            Text(AppointmentsTable.Registration), Instant.Read(Text(AppointmentsTable.ChangedAt)) ?? throw Broken(AppointmentsTable.ChangedAt),
            Text(AppointmentsTable.ChangedIn), Optional(AppointmentsTable.PreviousStatus), Text(AppointmentsTable.RequestId), Optional(AppointmentsTable.NextStatus),
            attribute(AppointmentsTable.ListedCountry) is { } partition ? new ListPlace(partition, Text(AppointmentsTable.ListedStatus)) : null)
        {
            ExpiresAt = attribute(AppointmentsTable.ExpiresAt) is { } seconds ? Expiry(seconds) ?? throw Broken(AppointmentsTable.ExpiresAt) : null,
        };
    }

    /// <exception cref="BrokenRowException">An attribute is missing or not in its form.</exception>
    public static LedgerRow Read(Dictionary<string, AttributeValue> item) => Read(name => item.GetValueOrDefault(name) is { } value ? value.S ?? value.N : null);

    public static Dictionary<string, AttributeValue> Write(LedgerRow row)
    {
        (string Name, string? Text)[] attributes =
        [
            (AppointmentsTable.AppointmentId, row.AppointmentId), (AppointmentsTable.Status, row.Status.Wire()), (AppointmentsTable.Country, row.Country),
            (AppointmentsTable.Schedule, row.Schedule), (AppointmentsTable.Registration, row.Registration), (AppointmentsTable.ChangedAt, Instant.Write(row.ChangedAt)),
            (AppointmentsTable.ChangedIn, row.ChangedIn), (AppointmentsTable.PreviousStatus, row.PreviousStatus?.Wire()), (AppointmentsTable.RequestId, row.RequestId),
            (AppointmentsTable.NextStatus, row.NextStatus?.Wire()), (AppointmentsTable.ListedCountry, row.Listed?.Partition), (AppointmentsTable.ListedStatus, row.Listed?.Position),
        ];
        var item = attributes.Where(attribute => attribute.Text is not null).ToDictionary(attribute => attribute.Name, attribute => new AttributeValue(attribute.Text));
        if (row.ExpiresAt is { } expiry)
            item[AppointmentsTable.ExpiresAt] = Number(expiry);
        return item;
    }

    /// <summary>An instant as time to live takes it. Source: AWS, "Using time to live (TTL) in DynamoDB": seconds since 1970, a number.</summary>
    internal static AttributeValue Number(DateTimeOffset expiry) => new() { N = expiry.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) };

    /// <returns>The instant of such a number; null where it is none.</returns>
    internal static DateTimeOffset? Expiry(string number) =>
        long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    internal static Dictionary<string, AttributeValue> Key(LedgerRow row) => new()
    {
        [AppointmentsTable.AppointmentId] = new(row.AppointmentId),
        [AppointmentsTable.Status] = new(row.Status.Wire()),
    };
}
