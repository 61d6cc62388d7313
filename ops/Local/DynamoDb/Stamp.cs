namespace Appointments.Local.DynamoDb;

/// <summary>When and where an item was last written. Later wins, ties go to the region whose name sorts last: a total order, the same in every region.</summary>
/// <param name="Ticks">UTC, in units of 100 ns since year 1, by the writing region's clock.</param>
public readonly record struct Stamp(long Ticks, string Region) : IComparable<Stamp>
{
    public int CompareTo(Stamp other) => (Ticks, string.CompareOrdinal(Region, other.Region)).CompareTo((other.Ticks, 0));

    public static bool operator <(Stamp left, Stamp right) => left.CompareTo(right) < 0;

    public static bool operator >(Stamp left, Stamp right) => left.CompareTo(right) > 0;

    public static bool operator <=(Stamp left, Stamp right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Stamp left, Stamp right) => left.CompareTo(right) >= 0;
}
