namespace Appointments.Local.Lambda;

/// <summary>A function's processes: who is free, who has been free for too long.</summary>
internal sealed class WorkerSet : IAsyncDisposable
{
    private readonly FunctionHost host;
    private readonly Lock gate = new();
    private readonly List<Worker> idle = []; // the last one used is taken first, so that the others grow old
    private readonly HashSet<Worker> all = [];
    private readonly WorkerQueue waiting = new();
    private readonly ITimer reaper;
    private bool stopping;
    private bool gone;

    public WorkerSet(FunctionHost host)
    {
        this.host = host;
        reaper = host.Clock.CreateTimer(_ => Reap(), null, host.Settings.IdleAfter, host.Settings.IdleAfter / 4);
    }

    public IReadOnlyList<int> ProcessIds
    {
        get { lock (gate) { return [.. all.Where(worker => !worker.HasExited).Select(worker => worker.ProcessId)]; } }
    }

    /// <returns>A free process, or a new one, which is not initialised yet: whichever there is first; null while they are killed.</returns>
    /// <exception cref="OperationCanceledException">The local run is stopping.</exception>
    /// <exception cref="Processes.ChildProcessException">There is no executable.</exception>
    public async Task<Worker?> TakeAsync()
    {
        TaskCompletionSource<Worker?> handed;
        lock (gate)
        {
            if (stopping) { throw Stopping(); }

            if (gone) { return null; }

            if (idle.Count > 0)
            {
                var worker = idle[^1];
                idle.RemoveAt(idle.Count - 1);
                return worker;
            }

            handed = waiting.Add();
        }

        return await NextAsync(handed);
    }

    /// <returns>The process that becomes free, or a new one as soon as one more may start.</returns>
    private async Task<Worker?> NextAsync(TaskCompletionSource<Worker?> handed)
    {
        using var served = new CancellationTokenSource();
        var place = ColdStarts.EnterAsync(host.Settings.ColdFor, served.Token);
        await Task.WhenAny(handed.Task, place);
        bool starts;
        lock (gate) { starts = waiting.Remove(handed); }

        if (starts)
        {
            return await StartAsync(await place);
        }

        await served.CancelAsync();
        _ = place.ContinueWith(entered => entered.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return await handed.Task;
    }

    /// <summary>Keeps it for the next event where it can take one; else ends it.</summary>
    public async Task ReturnAsync(Worker worker)
    {
        worker.IdleSince = host.Clock.GetUtcNow();
        worker.Cold?.Dispose();
        lock (gate)
        {
            if (worker.Usable && !stopping)
            {
                if (!waiting.Hand(worker))
                {
                    idle.Add(worker);
                }

                return;
            }
        }

        await DiscardAsync(worker);
    }

    /// <summary>Kills them all, busy or not, and starts none until <see cref="Revive"/>. Those that were busy are disposed of by who uses them.</summary>
    public async Task KillAsync()
    {
        Worker[] workers, free;
        lock (gate)
        {
            gone = true;
            workers = [.. all];
            free = [.. idle];
            idle.Clear();
            waiting.Dismiss(waiter => waiter.SetResult(null));
        }

        await Task.WhenAll(workers.Select(worker => worker.KillAsync()));
        await Task.WhenAll(free.Select(DiscardAsync));
    }

    public void Revive()
    {
        lock (gate) { gone = false; }
    }

    /// <summary>Ends those that are idle, which run a release that has been replaced; those that are busy are not kept when they are done.</summary>
    public async Task RenewAsync()
    {
        Worker[] old;
        lock (gate)
        {
            old = [.. idle];
            idle.Clear();
        }

        await Task.WhenAll(old.Select(DiscardAsync));
    }

    /// <summary>Ends them all, busy or not.</summary>
    public async ValueTask DisposeAsync()
    {
        Worker[] workers;
        lock (gate)
        {
            stopping = true;
            workers = [.. all];
            waiting.Dismiss(waiter => waiter.SetException(Stopping()));
        }

        await reaper.DisposeAsync();
        await Task.WhenAll(workers.Select(worker => worker.DisposeAsync().AsTask()));
    }

    private async Task<Worker?> StartAsync(IDisposable place)
    {
        Worker worker;
        try
        {
            worker = await Worker.StartAsync(host);
        }
        catch
        {
            place.Dispose();
            throw;
        }

        worker.Cold = place;
        bool killed;
        lock (gate)
        {
            all.Add(worker);
            killed = gone;
            if (!stopping && !gone)
            {
                return worker;
            }
        }

        await DiscardAsync(worker);
        return killed ? null : throw Stopping();
    }

    private async Task DiscardAsync(Worker worker)
    {
        worker.Cold?.Dispose();
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
