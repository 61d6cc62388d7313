using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Appointments.Domain;

/// <summary>
/// Which place in the lists a row has. A country's list is spread over shards, because one index key takes 1,000 writes a second.
/// Shard 0 is named as the country itself, so that what was listed before there were more shards is still found.
/// </summary>
/// <param name="shards">How many shards each country has: 1 or more. The number may only grow.</param>
public sealed class ListPlaces(int shards)
{
    private readonly int shards = shards >= 1 ? shards
        : throw new ArgumentOutOfRangeException(nameof(shards), shards, "A country's list has 1 shard or more; set LIST_SHARDS to a whole number from 1.");

    /// <summary>The place of a row, were it the current one.</summary>
    public ListPlace Of(LedgerRow row) => new(Partition(row.Country, Shard(row.AppointmentId)), new ListCursor(row.Status, row.ChangedAt, row.AppointmentId).Position);

    /// <summary>Every partition of a country's list.</summary>
    public ImmutableArray<string> Of(Country country) => [.. Enumerable.Range(0, shards).Select(shard => Partition(country.Code, shard))];

    /// <summary>
    /// Whether the place that a row has is a right one. Any shard of its country is: while the number of shards grows, one region after the other,
    /// two regions that insist on their own would repair each other's rows for ever.
    /// </summary>
    public static bool IsRight(LedgerRow row) =>
        row.Listed is { } place
        && (place.Partition == row.Country || place.Partition.StartsWith(row.Country + "#", StringComparison.Ordinal))
        && place.Position == new ListCursor(row.Status, row.ChangedAt, row.AppointmentId).Position;

    private static string Partition(string country, int shard) => shard == 0 ? country : country + "#" + shard.ToString(CultureInfo.InvariantCulture);

    // Not string.GetHashCode: that differs from one process to the next.
    private int Shard(string appointmentId) =>
        shards == 1 ? 0 : (int)(BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(appointmentId)).AsSpan(0, 4)) % (uint)shards);
}
