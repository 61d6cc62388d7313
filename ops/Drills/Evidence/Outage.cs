using System.Collections.Immutable;
using Appointments.Drills.Running;

namespace Appointments.Drills.Evidence;

/// <summary>What clients met from the fault on.</summary>
/// <param name="RecoveredAt">When the first request was sent that was answered with no failure after it, up to recovery; null: there was none, or nothing had failed.</param>
/// <param name="Failed">Requests without an answer, or with a 5xx, from the fault on.</param>
/// <param name="FailedAfterRecovery">Those of them that were sent after clients had recovered and recovery was asked for: what the way back cost.</param>
public sealed record Outage(DateTimeOffset? RecoveredAt, int Failed, int FailedAfterRecovery)
{
    public static Outage Of(ImmutableArray<RequestOutcome> requests, Marks marks)
    {
        var since = requests.Where(request => request.SentAt >= marks.Fault).OrderBy(request => request.SentAt).ToArray();
        var failed = since.Where(request => request.Failed).ToArray();
        var recovery = marks.Recovery ?? DateTimeOffset.MaxValue;
        // Clients that are served again before recovery is asked for have recovered by the failover; what fails later belongs to the way back.
        var early = AfterTheLastFailure([.. since.Where(request => request.SentAt < recovery)]);
        if (early is not null || failed.All(request => request.SentAt >= recovery))
            return new Outage(early, failed.Length, failed.Count(request => request.SentAt >= recovery));
        return new Outage(AfterTheLastFailure(since), failed.Length, 0);
    }

    /// <returns>Null: nothing failed, or the last one did.</returns>
    private static DateTimeOffset? AfterTheLastFailure(RequestOutcome[] requests)
    {
        var last = Array.FindLastIndex(requests, request => request.Failed);
        return last >= 0 && last + 1 < requests.Length ? requests[last + 1].SentAt : null;
    }
}
