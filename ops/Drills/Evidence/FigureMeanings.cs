using System.Collections.Frozen;

namespace Appointments.Drills.Evidence;

/// <summary>What each figure means and which two instants or samples it lies between, in one sentence: shown in every report, and the table of <c>docs/drills.md</c>.</summary>
public static class FigureMeanings
{
    public static readonly FrozenDictionary<string, string> All = new Dictionary<string, string>
    {
        [FigureNames.TimeToDetect] = "From the start of the command that makes the fault to the first sample in which the routing sends nobody to the region any more. On AWS nobody can ask Route 53 for that: there it is the first sample in which the region's own answers would have it taken out, and `time-to-move` holds the rest.",
        [FigureNames.TimeToMove] = "From that sample to the sending of the first write after which, up to recovery, no write was taken by the region.",
        [FigureNames.TimeToRecover] = "RTO: from the start of the command that makes the fault to the sending of the first request after the last one that failed; 0 where none failed. What fails on the way back counts apart. Where rows were lost: to the end of the command that puts them back.",
        [FigureNames.TimeToSettle] = "From the last answer of the load to the first of four samples in a row with empty queues and nothing left to replicate, after which the streams were reconciled and nothing more was written.",
        [FigureNames.Lost] = "Appointments of which the checker finds something that a client was told is accepted in no ledger and no quarantine.",
        [FigureNames.Delayed] = "Appointments with a write that the region had accepted and another region did not show just before recovery was asked for.",
        [FigureNames.Doubled] = "Appointments of which the checker finds something more than once.",
        [FigureNames.Findings] = "Promises that the checker found broken, of any kind.",
        [FigureNames.SetAside] = "Appointments that were accepted and are only in quarantine, with a reason, for a person to resolve.",
        [FigureNames.DrainedAtOnce] = "The most regions that were drained at once: in any sample (on the local run as the peers' health checks find it, on AWS as the tables say), or by the audit trail that the regions keep, where that is more.",
        [FigureNames.Conflicts] = "Appointments that two regions decided about at once; each is named with how it was resolved.",
        [FigureNames.Rpo] = "From the acceptance of the oldest write that another region did not show just before recovery to the last write that the region accepted, or to the fault where that is later: what would be gone if the region never came back. Where rows were lost: from the acceptance of the oldest write that came too late for the backup, and is gone for good, to the fault.",
        [FigureNames.RpoRequests] = "How many accepted writes that is.",
        [FigureNames.Failed] = "Requests sent from the fault on that got no answer within a client's patience, a 5xx, or a refusal that is none of the request's (403 of the key or a firewall, 429 of a quota).",
        [FigureNames.FailedAfterRecovery] = "Those of them that were sent after recovery was asked for, when clients had been served again before.",
        [FigureNames.P99Before] = "99th percentile of the time to an answer of the requests sent before the fault.",
        [FigureNames.P99During] = "The same from the fault to recovery.",
        [FigureNames.P99After] = "The same from recovery to the load's end.",
        [FigureNames.WorstBacklog] = "The most messages that waited or were being handled, in all regions, in any sample.",
        [FigureNames.WorstLag] = "The greatest age of a write that another region had not confirmed, in any sample.",
        [FigureNames.WorstStall] = "The latest start of a request after its time: so long the machine that runs the drill stood still, and every figure of time may hold as much of that machine.",
    }.ToFrozenDictionary();
}
