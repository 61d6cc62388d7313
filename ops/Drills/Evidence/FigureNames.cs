using System.Collections.Immutable;

namespace Appointments.Drills.Evidence;

/// <summary>What the figures are called, in a report, in an objective and in <c>docs/drills.md</c>.</summary>
public static class FigureNames
{
    public const string TimeToDetect = "time-to-detect", TimeToMove = "time-to-move", TimeToRecover = "time-to-recover", TimeToSettle = "time-to-settle";
    public const string Lost = "lost", Delayed = "delayed", Doubled = "doubled", Findings = "findings", SetAside = "set-aside", Conflicts = "conflicts", DrainedAtOnce = "drained-at-once";
    public const string Rpo = "rpo", RpoRequests = "rpo-requests";
    public const string Failed = "failed-requests", FailedAfterRecovery = "failed-after-recovery";
    public const string P99Before = "p99-before", P99During = "p99-during", P99After = "p99-after";
    public const string WorstBacklog = "worst-backlog", WorstLag = "worst-lag", WorstStall = "worst-stall";

    public static readonly ImmutableArray<string> All =
    [
        TimeToDetect, TimeToMove, TimeToRecover, TimeToSettle, Lost, Delayed, Doubled, Findings, SetAside, Conflicts, DrainedAtOnce, Rpo, RpoRequests,
        Failed, FailedAfterRecovery, P99Before, P99During, P99After, WorstBacklog, WorstLag, WorstStall,
    ];
}
