using System.Text.Json.Nodes;
using Appointments.Local.Routing;
using Appointments.Local.Topology;

namespace Appointments.Local.Watching;

/// <summary>One alarm of CloudWatch's on what an API answers: metric filters, periods, state. It starts as OK, where AWS's starts without data and then says OK.</summary>
/// <remarks>Source: AWS, "Using Amazon CloudWatch alarms", how it is evaluated: of the latest N periods M must be above the threshold.</remarks>
public sealed class LocalAlarm
{
    private readonly (FilterPattern Pattern, double Value)[] filters;
    private readonly Queue<bool> breaches = new();
    private readonly RouterClock clock;
    private readonly Lock counting = new();
    private double sum;
    private int count;

    public LocalAlarm(AlarmSpec spec, RouterClock clock)
    {
        Spec = spec;
        this.clock = clock;
        filters = [.. spec.Filters.Select(filter => (new FilterPattern(filter.Pattern), filter.Value))];
    }

    public AlarmSpec Spec { get; }

    public bool Raised { get; private set; }

    /// <summary>Counts one line of the access log. From any thread.</summary>
    public void Count(JsonObject entry)
    {
        foreach (var (pattern, value) in filters)
        {
            if (!pattern.Fits(entry))
                continue;
            lock (counting)
            {
                sum += value;
                count++;
            }
        }
    }

    /// <summary>Ends a period.</summary>
    /// <returns>Whether the alarm changed its state.</returns>
    public bool EndPeriod()
    {
        lock (counting)
        {
            breaches.Enqueue(count > 0 && sum / count > Spec.Threshold);
            (sum, count) = (0, 0);
        }

        if (breaches.Count > Spec.Periods)
            breaches.Dequeue();
        var raised = breaches.Count(breach => breach) >= Spec.Breaches;
        (var before, Raised) = (Raised, raised);
        return before != raised;
    }

    /// <summary>Ends period after period, and tells of every change.</summary>
    public async Task RunAsync(Action<LocalAlarm> changed, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(clock.Scaled(Spec.Period), clock.Time);
        while (await NextAsync(timer, stop))
        {
            if (EndPeriod())
                changed(this);
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stop)
    {
        try { return await timer.WaitForNextTickAsync(stop); }
        catch (OperationCanceledException) { return false; }
    }
}
