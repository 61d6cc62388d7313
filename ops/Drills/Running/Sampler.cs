using System.Collections.Concurrent;
using System.Text.Json;

namespace Appointments.Drills.Running;

/// <summary>Looks at the system again and again while a drill runs, and keeps what it saw, in memory and as JSON lines.</summary>
public sealed class Sampler : IAsyncDisposable
{
    /// <summary>Often enough to time a failover of seconds; one look asks the local run for the depth of every queue.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(400);

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web);

    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<SystemSample> samples = new();
    private readonly Task running;

    private Sampler(IDrilledSystem system, string path, TimeProvider clock) => running = RunAsync(system, path, clock);

    /// <summary>What was seen so far, in order.</summary>
    public IReadOnlyList<SystemSample> Samples => [.. samples];

    /// <param name="path">Where the JSON lines go; made anew.</param>
    public static Sampler Start(IDrilledSystem system, string path, TimeProvider clock) => new(system, path, clock);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running;
        stop.Dispose();
    }

    private async Task RunAsync(IDrilledSystem system, string path, TimeProvider clock)
    {
        await using var file = new StreamWriter(path, append: false);
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            do
            {
                var sample = await SampleAsync(system, clock);
                samples.Enqueue(sample);
                await file.WriteLineAsync(JsonSerializer.Serialize(sample, Form));
            }
            while (await timer.WaitForNextTickAsync(stop.Token));
        }
        catch (OperationCanceledException) { } // told to stop
    }

    private async Task<SystemSample> SampleAsync(IDrilledSystem system, TimeProvider clock)
    {
        try { return await system.SampleAsync(stop.Token); }
        catch (Exception broken) // an answer that is cut off, or is none: one sample without a view, and not the end of a drill and its evidence
        {
            stop.Token.ThrowIfCancellationRequested();
            return new SystemSample(clock.GetUtcNow(), null, [], [], $"{broken.GetType().Name}: {broken.Message}");
        }
    }
}
