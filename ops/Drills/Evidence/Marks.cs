using System.Collections.Immutable;
using Appointments.Drills.Running;

namespace Appointments.Drills.Evidence;

/// <summary>The instants that a drill's figures are measured between.</summary>
/// <param name="Fault">When the command that makes the fault was started.</param>
/// <param name="Recovery">When the command that asks for recovery was started; null: it did not come to that.</param>
/// <param name="Detected">The first sample in which the routing sends nobody to the region any more; null: none was seen before recovery.</param>
/// <param name="Moved">When the first write was sent after which, up to recovery, no write was taken by the region; null: none was, or clients were elsewhere before.</param>
public sealed record Marks(DateTimeOffset Fault, DateTimeOffset? Recovery, DateTimeOffset? Detected, DateTimeOffset? Moved)
{
    /// <param name="region">The region that is hit.</param>
    /// <returns>Null: it did not come to the fault.</returns>
    public static Marks? Of(DrillRecord record, string region)
    {
        var terms = record.Journal.Experiment.Terms;
        if (record.Journal.Of(terms.Fault) is not { Started: true, Start: var fault })
            return null;
        var recovery = record.Journal.Of(terms.Recovery) is { Started: true, Start: var asked } ? asked : (DateTimeOffset?)null;
        var until = recovery ?? record.LoadEnded;
        var detected = record.Samples.FirstOrDefault(sample => sample.At >= fault && sample.At < until && sample.Regions.Any(each => each.Region == region && each.Routable is false))?.At;
        var ledThere = record.Samples.LastOrDefault(sample => sample.At <= fault)?.LeadsTo == region;
        return new Marks(fault, recovery, detected, ledThere && detected is not null ? MovedAt(record.Requests, region, fault, until) : null);
    }

    private static DateTimeOffset? MovedAt(ImmutableArray<RequestOutcome> requests, string region, DateTimeOffset fault, DateTimeOffset until)
    {
        var taken = requests.Where(request => request.Region is not null && request.SentAt >= fault && request.SentAt < until).OrderBy(request => request.SentAt).ToArray();
        var last = Array.FindLastIndex(taken, request => request.Region == region);
        return last + 1 < taken.Length ? taken[last + 1].SentAt : null;
    }
}
