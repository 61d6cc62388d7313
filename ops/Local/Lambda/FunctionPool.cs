using Appointments.Local.Processes;
using Appointments.Local.Topology;

namespace Appointments.Local.Lambda;

/// <summary>The processes of one function: one event a process at a time, started on need, ended when idle.</summary>
internal sealed class FunctionPool : IAsyncDisposable
{
    private readonly FunctionHost host;
    private readonly Lock gate = new();
    private readonly List<Worker> idle = []; // the last one used is taken first, so that the others grow old
    private readonly HashSet<Worker> all = [];
    private readonly HashSet<Task> running = [];
    private readonly SemaphoreSlim places;
    private readonly ITimer reaper;
    private bool stopping;

    public FunctionPool(FunctionSpec function, LambdaSettings settings, TimeProvider clock)
    {
        host = new FunctionHost(function, settings, new FunctionLog(function.Name, settings, clock), clock);
        places = new SemaphoreSlim(Math.Min(settings.ProcessesPerFunction, Math.Max(1, function.ReservedConcurrency ?? int.MaxValue)));
        reaper = clock.CreateTimer(_ => Reap(), null, settings.IdleAfter, settings.IdleAfter / 4);
    }

    public FunctionLog Log => host.Log;

    public IReadOnlyList<int> ProcessIds
    {
        get
        {
            lock (gate)
            {
                return [.. all.Where(worker => !worker.HasExited).Select(worker => worker.ProcessId)];
            }
        }
    }

    /// <remarks>Cancelling gives up the wait, not the function: it runs on, as on Lambda when a caller hangs up.</remarks>
    public async Task<FunctionAnswer> InvokeAsync(ReadOnlyMemory<byte> payload, CancellationToken cancel)
    {
        Task<FunctionAnswer> run;
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(stopping, this);
            // What is reserved is refused at once, as AWS does; what is only this machine's cap is waited for.
            if (running.Count >= (host.Function.ReservedConcurrency ?? int.MaxValue))
            {
                return LambdaErrors.WhenThrottled();
            }

            run = Task.Run(() => WhenFreeAsync(payload), CancellationToken.None);
            running.Add(run);
        }

        _ = run.ContinueWith(Finished, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return await run.WaitAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        Worker[] workers;
        Task[] runs;
        lock (gate)
        {
            stopping = true;
            (workers, runs) = ([.. all], [.. running]);
        }

        await reaper.DisposeAsync();
        await Task.WhenAll(workers.Select(worker => worker.DisposeAsync().AsTask()));
        await Task.WhenAll(runs).ContinueWith(_ => { }, TaskScheduler.Default); // each caller has its own outcome
        Log.Dispose();
        places.Dispose();
    }

    private void Finished(Task run)
    {
        _ = run.Exception; // observed: a caller that gave up does not ask
        lock (gate)
        {
            running.Remove(run);
        }
    }

    private async Task<FunctionAnswer> WhenFreeAsync(ReadOnlyMemory<byte> payload)
    {
        using var bound = new CancellationTokenSource(host.Settings.LongestWait, host.Clock);
        try
        {
            await places.WaitAsync(bound.Token);
        }
        catch (OperationCanceledException)
        {
            return LambdaErrors.WhenThrottled();
        }

        try
        {
            var requestId = Guid.NewGuid().ToString();
            return (await RunAsync(requestId, payload)) with { RequestId = requestId };
        }
        finally
        {
            places.Release();
        }
    }

    private async Task<FunctionAnswer> RunAsync(string requestId, ReadOnlyMemory<byte> payload)
    {
        while (true)
        {
            Worker? worker;
            try
            {
                worker = TakeIdle() ?? await StartAsync();
            }
            catch (ChildProcessException e)
            {
                return LambdaErrors.WithoutBootstrap(requestId, host.Executable, e.Message);
            }

            // Awaited again for a process in use: it is done, and says so at once.
            var answer = await worker.InitialiseAsync(requestId) ?? await worker.RunAsync(requestId, payload);
            await ReturnAsync(worker);
            if (answer is not null)
            {
                return answer;
            }
        }
    }

    private async Task<Worker> StartAsync()
    {
        var worker = await Worker.StartAsync(host);
        lock (gate)
        {
            all.Add(worker);
            if (!stopping)
            {
                return worker;
            }
        }

        await DiscardAsync(worker);
        throw Stopping();
    }

    private Worker? TakeIdle()
    {
        lock (gate)
        {
            if (stopping)
            {
                throw Stopping();
            }

            if (idle.Count == 0)
            {
                return null;
            }

            var worker = idle[^1];
            idle.RemoveAt(idle.Count - 1);
            return worker;
        }
    }

    private async Task ReturnAsync(Worker worker)
    {
        worker.IdleSince = host.Clock.GetUtcNow();
        lock (gate)
        {
            if (worker.Usable && !stopping)
            {
                idle.Add(worker);
                return;
            }
        }

        await DiscardAsync(worker);
    }

    private async Task DiscardAsync(Worker worker)
    {
        await worker.DisposeAsync();
        lock (gate)
        {
            all.Remove(worker);
        }
    }

    private void Reap()
    {
        var limit = host.Clock.GetUtcNow() - host.Settings.IdleAfter;
        Worker[] old;
        lock (gate)
        {
            old = [.. idle.Where(worker => worker.IdleSince <= limit || worker.HasExited)];
            idle.RemoveAll(old.Contains);
        }

        foreach (var worker in old)
        {
            _ = DiscardAsync(worker);
        }
    }

    private OperationCanceledException Stopping() => new($"The local run is stopping: {host.Function.Name} was not run to its end.");
}
