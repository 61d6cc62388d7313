using System.Globalization;
using Appointments.Drills.Running;

namespace Appointments.Drills.Evidence;

/// <summary>Why figures of a drill may say less than they seem to: shown beside them, and no reason to pass.</summary>
internal static class Doubts
{
    /// <summary>A 99th percentile of fewer is their maximum.</summary>
    private const int LeastBaseline = 20;

    /// <summary>From here on a stall is as long as the shortest times that drills measure.</summary>
    private static readonly TimeSpan LongStall = TimeSpan.FromSeconds(1);

    /// <param name="marks">Null: it did not come to the fault, so nothing is compared with a time before it.</param>
    public static IEnumerable<string> Of(DrillRecord record, Marks? marks)
    {
        var before = marks is null ? LeastBaseline : record.Requests.Count(request => request.SentAt < marks.Fault);
        if (before < LeastBaseline)
            yield return string.Create(CultureInfo.InvariantCulture, $"{before} requests were sent before the fault: too few ({LeastBaseline}) for {FigureNames.P99Before} to be compared with.");
        foreach (var seen in record.AfterDeadLetters)
            yield return $"{seen.Region} had {seen.LaterId} before {seen.EarlierId}, of one schedule, after messages had become dead letters there: the order of a schedule holds until then.";
        foreach (var silent in record.Trail?.Silent ?? [])
            yield return $"The table of {silent} did not answer when the audit trail was read: {FigureNames.DrainedAtOnce} is told from samples and from what the other tables hold.";
        if (record.Punctuality.Worst >= LongStall)
            yield return string.Create(CultureInfo.InvariantCulture, $"The machine that ran the drill stood still for up to {record.Punctuality.Worst.TotalSeconds:F1} s: figures of time may hold that, and what failed then may have failed for that alone. Run it again on a machine that has time.");
    }
}
