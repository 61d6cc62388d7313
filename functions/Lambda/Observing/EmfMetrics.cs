using System.Collections.Frozen;
using System.Text.Json;
using Appointments.Contract;
using Appointments.Domain;

namespace Appointments.Lambda.Observing;

/// <summary>Counts as CloudWatch metrics, by a line of the log: no call, no permission, nothing to wait for.</summary>
/// <remarks>Source: AWS, "Specification: Embedded metric format".</remarks>
public sealed class EmfMetrics(OutputLines output, TimeProvider clock, string functionName) : IMetrics
{
    private static readonly FrozenDictionary<Counted, string> Names = new Dictionary<Counted, string>
    {
        [Counted.AppointmentRegistered] = MetricNames.AppointmentsRegistered,
        [Counted.DuplicateRegistration] = MetricNames.DuplicateRegistrations,
        [Counted.Quarantined] = MetricNames.Quarantined,
        [Counted.StatusChanged] = MetricNames.StatusChanges,
        [Counted.RaceLost] = MetricNames.RacesLost,
        [Counted.ReplicaConflict] = MetricNames.ReplicaConflicts,
        [Counted.ReplicaRepair] = MetricNames.ReplicaRepairs,
        [Counted.DeadLetterPutBack] = MetricNames.DeadLettersPutBack,
        [Counted.DeadLetterQuarantined] = MetricNames.DeadLettersQuarantined,
        [Counted.RegionDrained] = MetricNames.RegionsDrained,
        [Counted.RegionWouldBeDrained] = MetricNames.RegionsThatWouldBeDrained,
        [Counted.RegionNotDrained] = MetricNames.RegionsNotDrained,
    }.ToFrozenDictionary();

    private readonly Dictionary<Counted, int> counts = [];

    public void Count(Counted what)
    {
        lock (counts)
            counts[what] = counts.GetValueOrDefault(what) + 1;
    }

    /// <summary>Writes what was counted since the last time; nothing where that is nothing.</summary>
    public void Flush()
    {
        KeyValuePair<Counted, int>[] counted;
        lock (counts)
        {
            counted = [.. counts.OrderBy(count => count.Key)];
            counts.Clear();
        }

        if (counted is [])
            return;
        output.Write(json =>
        {
            json.WriteStartObject("_aws");
            json.WriteNumber("Timestamp", clock.GetUtcNow().ToUnixTimeMilliseconds());
            json.WriteStartArray("CloudWatchMetrics");
            WriteDirective(json, counted.Select(count => Names[count.Key]));
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteString(MetricNames.FunctionDimension, functionName);
            foreach (var (what, count) in counted)
                json.WriteNumber(Names[what], count);
        });
    }

    /// <summary>Which of the line's members are metrics, and by what they are told apart.</summary>
    private static void WriteDirective(Utf8JsonWriter json, IEnumerable<string> metrics)
    {
        json.WriteStartObject();
        json.WriteString("Namespace", MetricNames.Namespace);
        json.WriteStartArray("Dimensions");
        json.WriteStartArray();
        json.WriteStringValue(MetricNames.FunctionDimension);
        json.WriteEndArray();
        json.WriteEndArray();
        json.WriteStartArray("Metrics");
        foreach (var metric in metrics)
        {
            json.WriteStartObject();
            json.WriteString("Name", metric);
            json.WriteString("Unit", "Count");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
