namespace Appointments.Drills.Running;

/// <summary>The figures that a drill's hypothesis is made of: one number each. Null: there is nothing to tell it from.</summary>
public static class Probes
{
    private const int AtOnce = 8;

    /// <summary>The share of clients' requests that did not fail: from 0 to 1. What failed is what <see cref="RequestOutcome.Failed"/> says.</summary>
    public static double? SuccessRate(IReadOnlyList<RequestOutcome> requests) => requests is [] ? null : (double)requests.Count(request => !request.Failed) / requests.Count;

    /// <summary>The 99th percentile of the time to an answer, or to giving up, in milliseconds.</summary>
    public static double? P99(IReadOnlyList<RequestOutcome> requests) => Statistics.Percentile(requests.Select(request => request.Milliseconds), 0.99);

    /// <summary>Of the writes that a region says it has taken, the share that this one took: from 0 to 1.</summary>
    public static double? Share(IReadOnlyList<RequestOutcome> requests, string region) =>
        requests.Where(request => request.Region is not null).ToArray() is { Length: > 0 } taken ? (double)taken.Count(request => request.Region == region) / taken.Length : null;

    /// <summary>Messages in the queues that are not answered yet: of one region, or of all.</summary>
    public static double? Backlog(SystemSample sample, string? region) => Sum(sample, region, each => each.Waiting + each.InFlight);

    /// <summary>Messages in the dead-letter queues.</summary>
    public static double? DeadLetters(SystemSample sample, string? region) => Sum(sample, region, each => each.Dead);

    /// <summary>Regions that the routing sends nobody to.</summary>
    public static double? Unroutable(SystemSample sample) => sample.Problem is null && sample.Regions.All(region => region.Routable is not null) ? sample.Regions.Count(region => region.Routable is false) : null;

    /// <summary>Alarms that are raised, of those on which autoDrain acts.</summary>
    public static double? Alarms(SystemSample sample, string? region) => Sum(sample, region, each => each.Alarms);

    /// <summary>How long ago the oldest write was made that another region has not, in seconds; 0: none.</summary>
    public static double? Lag(SystemSample sample) => sample.Problem is null ? sample.Links.Select(link => link.LagSeconds).DefaultIfEmpty().Max() : null;

    /// <summary>Appointments of which the regions do not all show the same status.</summary>
    public static async Task<double> DisagreementsAsync(IDrilledSystem system, IReadOnlyList<string> appointments, CancellationToken cancel)
    {
        using var reader = new RegionReader(system);
        using var slots = new SemaphoreSlim(AtOnce);
        var agree = await Task.WhenAll(appointments.Select(async id =>
        {
            await slots.WaitAsync(cancel);
            try
            {
                var shown = await Task.WhenAll(system.Regions.Select(region => reader.AppointmentAsync(region.Stage, id, cancel)));
                return shown.Select(each => each?["status"]?.ToString()).Distinct().Count() is 1;
            }
            finally { slots.Release(); }
        }));
        return agree.Count(same => !same);
    }

    private static double? Sum(SystemSample sample, string? region, Func<RegionSample, long?> of)
    {
        var asked = sample.Regions.Where(each => region is null || each.Region == region).Select(of).ToArray();
        return asked is [] || asked.Contains(null) ? null : asked.Sum();
    }
}
