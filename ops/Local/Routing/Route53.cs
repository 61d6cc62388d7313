using System.Collections.Immutable;
using Appointments.Local.Topology;

namespace Appointments.Local.Routing;

/// <summary>Answers for one name as Route 53 does: of the healthy records the one that its policy chooses; where none is healthy, of all.</summary>
/// <param name="nearest">The regions in the order in which they are near to who asks.</param>
/// <param name="isHealthy">By a health check's id; null for a record without one.</param>
/// <remarks>Source: AWS, "How Amazon Route 53 chooses records when health checking is configured". Who asks is on this machine, which is at no place: geolocation's default record.</remarks>
internal sealed class Route53(ImmutableArray<RecordSpec> records, ImmutableArray<string> nearest, Func<string?, bool> isHealthy)
{
    private const string Elsewhere = "*";

    private readonly ILookup<string, RecordSpec> byName = records.ToLookup(record => record.Name, StringComparer.OrdinalIgnoreCase);

    /// <returns>Null: there is no record of that name, or none for who asks.</returns>
    public RecordSpec? Answer(string name)
    {
        var eligible = byName[name].Where(record => record.Choice is not RecordChoice.Place { Where: not Elsewhere }).ToArray();
        var healthy = eligible.Where(record => isHealthy(record.HealthCheckId)).ToArray();
        return (healthy is [] ? eligible : healthy).MinBy(Rank);
    }

    private int Rank(RecordSpec record) => record.Choice switch
    {
        RecordChoice.Nearest near => nearest.IndexOf(near.Region) is >= 0 and var place ? place : int.MaxValue,
        RecordChoice.Failover failover => failover.Primary ? 0 : 1,
        _ => 0,
    };
}
