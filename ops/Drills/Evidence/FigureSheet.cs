using System.Collections.Immutable;
using Appointments.Drills.Checking;
using Appointments.Drills.Running;

namespace Appointments.Drills.Evidence;

/// <summary>Makes a drill's figures from what was recorded, and from nothing else.</summary>
public static class FigureSheet
{
    /// <param name="region">The region that was hit.</param>
    /// <param name="timeScale">How many times as fast the routing's clock ran.</param>
    /// <param name="objectives">Figure to the most that is allowed.</param>
    public static ImmutableArray<Figure> Of(DrillRecord record, Marks? marks, string region, double timeScale, IReadOnlyDictionary<string, double> objectives)
    {
        var verdict = record.Verdict;
        var needs = Objectives.NeedsOf(record.Journal.Experiment);
        Figure Make(string name, double? value, string unit, bool routed = false) =>
            new(name, Rounded(value), unit, routed && timeScale is not 1 ? Rounded(value * timeScale) : null, objectives.TryGetValue(name, out var most) ? most : null) { Needed = needs.TryGetValue(name, out var least) ? least : null };
        var times = marks is null ? [] : Times(record, marks, Make);
        return
        [
            .. times,
            Make(FigureNames.TimeToSettle, (record.Settled - record.LoadEnded)?.TotalSeconds, "s"),
            Make(FigureNames.Lost, verdict?.IdsOf(FindingKind.Lost).Length, "appointments"),
            Make(FigureNames.Delayed, record.Withheld.Select(each => each.AppointmentId).Distinct().Count(), "appointments"),
            Make(FigureNames.Doubled, verdict?.IdsOf(FindingKind.Doubled).Length, "appointments"),
            Make(FigureNames.Findings, verdict?.Findings.Length, "findings"),
            Make(FigureNames.SetAside, verdict?.SetAside.Length, "appointments"),
            Make(FigureNames.Conflicts, verdict?.Conflicts.Length, "conflicts"),
            Make(FigureNames.DrainedAtOnce, DrainedAtOnce(record), "regions"),
            Make(FigureNames.Rpo, marks is null ? null : Rpo(record, marks, region), "s"),
            Make(FigureNames.RpoRequests, record.Journal.Experiment.Terms.Backup is null ? record.Withheld.Length : verdict?.Gone.Length, "requests"),
            Make(FigureNames.WorstBacklog, Worst(record.Samples, sample => Probes.Backlog(sample, null)), "messages"),
            Make(FigureNames.WorstLag, Worst(record.Samples, Probes.Lag), "s"),
            Make(FigureNames.WorstStall, record.Punctuality.Worst.TotalSeconds, "s"),
        ];
    }

    private static IEnumerable<Figure> Times(DrillRecord record, Marks marks, Func<string, double?, string, bool, Figure> make)
    {
        var outage = Outage.Of(record.Requests, marks);
        yield return make(FigureNames.TimeToDetect, (marks.Detected - marks.Fault)?.TotalSeconds, "s", true);
        yield return make(FigureNames.TimeToMove, (marks.Moved - marks.Detected)?.TotalSeconds is { } moved ? Math.Max(0, moved) : null, "s", true);
        if (record.Journal.Experiment.Terms.Backup is not null)
            yield return make(FigureNames.TimeToRecover, Restored(record, marks), "s", false);
        else
            yield return make(FigureNames.TimeToRecover, outage.Failed == outage.FailedAfterRecovery ? 0 : (outage.RecoveredAt - marks.Fault)?.TotalSeconds, "s", true);
        yield return make(FigureNames.Failed, outage.Failed, "requests", false);
        yield return make(FigureNames.FailedAfterRecovery, outage.FailedAfterRecovery, "requests", false);
        var recovery = marks.Recovery ?? record.LoadEnded;
        yield return make(FigureNames.P99Before, P99(record, request => request.SentAt < marks.Fault), "ms", false);
        yield return make(FigureNames.P99During, P99(record, request => request.SentAt >= marks.Fault && request.SentAt < recovery), "ms", false);
        yield return make(FigureNames.P99After, P99(record, request => request.SentAt >= recovery), "ms", false);
    }

    /// <summary>Where rows were lost, clients who ask for them are told that there is no such appointment: no failure, and no recovery before they are back.</summary>
    private static double? Restored(DrillRecord record, Marks marks) => (record.Journal.Of(record.Journal.Experiment.Terms.Recovery)?.End - marks.Fault)?.TotalSeconds;

    /// <summary>From the oldest write that the other regions lacked to the last that the region could accept: that much time's writes would be gone with it.</summary>
    private static double? Rpo(DrillRecord record, Marks marks, string region)
    {
        if (record.Journal.Experiment.Terms.Backup is not null)
            return record.Verdict is not { } verdict ? null : verdict.Gone is [] ? 0 : Math.Max(0, (marks.Fault - verdict.Gone.Min(each => each.AcceptedAt)).TotalSeconds);
        if (record.Withheld is [])
            return 0;
        var accepted = record.Requests.Where(request => request.Region == region && request.SentAt < (marks.Recovery ?? record.LoadEnded)).Select(request => request.AnsweredAt);
        var last = accepted.Append(marks.Fault).Max();
        return Math.Max(0, (last - record.Withheld.Min(each => each.AcceptedAt)).TotalSeconds);
    }

    /// <summary>Samples see a drain by hand that is on no record, the record a drain that came and went between two samples.</summary>
    private static double? DrainedAtOnce(DrillRecord record) =>
        new[] { Worst(record.Samples, sample => sample.Regions.Count(region => region.Drained is true)), record.Trail?.MostDrained(record.Journal.Start) }.Max();

    private static double? P99(DrillRecord record, Func<RequestOutcome, bool> which) => Probes.P99([.. record.Requests.Where(which)]);

    private static double? Worst(ImmutableArray<SystemSample> samples, Func<SystemSample, double?> of) => samples.Select(of).Where(value => value is not null).DefaultIfEmpty().Max();

    /// <summary>To the millisecond: samples are two fifths of a second apart.</summary>
    private static double? Rounded(double? value) => value is { } number ? Math.Round(number, 3) : null;
}
