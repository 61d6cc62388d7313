using System.Collections.Immutable;
using Appointments.Drills.Checking;
using Appointments.Drills.Evidence;
using Appointments.Drills.Experiments;
using Appointments.Drills.Load;
using Appointments.Drills.Running;

namespace Appointments.Tests.Drills;

/// <summary>
/// A drill that was made up: one request every second from 0 to 59. The fault is made at 20, the routing leaves the region at 26, its writes end with 28, requests
/// at 21 to 29 fail, recovery is asked for at 40, the load ends at 60, and all is at rest at 63.
/// </summary>
internal sealed record MadeUpDrill
{
    public const string Hit = "us-east-1", Peer = "sa-east-1";

    private static readonly DateTimeOffset Begin = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public ImmutableArray<RequestOutcome> Requests { get; init; } = [.. Enumerable.Range(0, 60).Select(second =>
        new RequestOutcome(At(second), second < 20 ? 100 + second : 500, Failed: second is >= 21 and <= 29, second is >= 21 and <= 29 ? null : second is < 30 or >= 50 ? Hit : Peer))];

    public ImmutableArray<Withheld> Withheld { get; init; } = [new("drill-1", "requested", At(17), Peer), new("drill-1", "confirmed", At(18), Peer), new("drill-2", "requested", At(19.5), Peer)];

    public ImmutableArray<SystemSample> Samples { get; init; } = [.. Enumerable.Range(0, 63).Select(second => new SystemSample(At(second), second is >= 27 and < 48 ? Peer : Hit,
        [new(Hit, second is < 26 or >= 46, second is 30 ? 7 : 1, 1, 0), new(Peer, true, 1, 0, 0)], [new(Hit, Peer, 3, second is 39 ? 12.5 : 0.5, false), new(Peer, Hit, 0, 0, false)]))];

    public ImmutableArray<Finding> Findings { get; init; } = [];

    public Punctuality Punctuality { get; init; } = new(Started: 60, Late: 2, TimeSpan.FromSeconds(0.3));

    /// <summary>Of a drill in which rows are lost.</summary>
    public BackupTerms? Backup { get; init; }

    public ImmutableArray<OrderSighting> AfterDeadLetters { get; init; } = [];

    public ImmutableArray<GoneWrite> Gone { get; init; } = [];

    public ServiceTrail? Trail { get; init; }

    public double? RecoveryAt { get; init; } = 40;

    public static DateTimeOffset At(double second) => Begin.AddSeconds(second);

    public DrillReport Report(double timeScale = 1, params (string Figure, double Most)[] objectives) => DrillReport.Of(Record(),
        new DrillSetting("nowhere", Hit, timeScale, 7, "run", 1, ["edge"]), objectives.ToDictionary(each => each.Figure, each => each.Most));

    public DrillRecord Record()
    {
        var drill = DrillFile.Read(DrillFile.Right());
        drill = drill with { Terms = drill.Terms with { Backup = Backup } };
        ActivityRun Run(Activity activity, double from, double to) => new(activity, At(from), At(to), new CommandResult(0, "1", ""), activity.Tolerance is null ? null : true);
        ImmutableArray<ActivityRun> method = [Run(drill.Method[0], 20, 21), Run(drill.Method[1], 21, 39), .. RecoveryAt is { } at ? new[] { Run(drill.Method[2], at, at + 1) } : []];
        var state = new SteadyState([Run(drill.Hypothesis[0], 5, 6)], true);
        var verdict = new Verdict(Findings, new VerdictCounts(50, 1, 9, 30, 0, 0, 0, 0, 0), [], [], [new SeenConflict("drill-3", "confirmed in one, cancelled in the other; cancelled stands")], []) { Gone = Gone };
        return new DrillRecord(new Journal(drill, JournalStatus.Completed, false, At(4), At(60), state, method, state, []), ImmutableArray<Observation>.Empty, Requests, Samples, Withheld, At(60), At(63), Punctuality, verdict, null) { AfterDeadLetters = AfterDeadLetters, Trail = Trail };
    }
}
