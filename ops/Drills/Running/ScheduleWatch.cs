using Appointments.Drills.Checking;

namespace Appointments.Drills.Running;

/// <summary>The watch over schedules in a drill: from before its load begins until all is at rest.</summary>
internal sealed class ScheduleWatch : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly LedgerReader reader;
    private readonly OrderWatch watch;
    private readonly LoadWindow window;
    private readonly Task running;

    private ScheduleWatch(IDrilledSystem system, LoadWindow window, TimeProvider clock)
    {
        reader = new LedgerReader(system.Regions, system.ApiKey, system.OriginSecret, clock);
        watch = new OrderWatch(reader, clock);
        this.window = window;
        window.Observed += watch.Add;
        running = watch.RunAsync(stop.Token);
    }

    public static ScheduleWatch Start(IDrilledSystem system, LoadWindow window, TimeProvider clock) => new(system, window, clock);

    /// <returns>What it saw out of order.</returns>
    public async Task<IReadOnlyCollection<OrderSighting>> StopAsync()
    {
        await stop.CancelAsync();
        await running;
        return watch.Sightings;
    }

    public async ValueTask DisposeAsync()
    {
        window.Observed -= watch.Add;
        await stop.CancelAsync();
        await running.ContinueWith(_ => { }, TaskScheduler.Default); // StopAsync has told
        reader.Dispose();
        stop.Dispose();
    }
}
