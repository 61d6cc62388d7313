namespace Appointments.Local.Lambda;

/// <summary>A function's processes: who is free, who has been free for too long.</summary>
internal sealed class WorkerSet : IAsyncDisposable
{
    private readonly FunctionHost host;
    private readonly Lock gate = new();
    private readonly List<Worker> idle = []; // the last one used is taken first, so that the others grow old
    private readonly HashSet<Worker> all = [];
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
        get
        {
            lock (gate)
            {
                return [.. all.Where(worker => !worker.HasExited).Select(worker => worker.ProcessId)];
            }
        }
    }

    /// <returns>A free process, or a new one, which is not initialised yet; null while they are killed.</returns>
    /// <exception cref="OperationCanceledException">The local run is stopping.</exception>
    /// <exception cref="Processes.ChildProcessException">There is no executable.</exception>
    public async Task<Worker?> TakeAsync()
    {
        lock (gate)
        {
            if (stopping)
            {
                throw Stopping();
            }

            if (gone)
            {
                return null;
            }

            if (idle.Count > 0)
            {
                var worker = idle[^1];
                idle.RemoveAt(idle.Count - 1);
                return worker;
            }
        }

        return await StartAsync();
    }

    /// <summary>Keeps it for the next event where it can take one; else ends it.</summary>
    public async Task ReturnAsync(Worker worker)
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
        }

        await Task.WhenAll(workers.Select(worker => worker.KillAsync()));
        await Task.WhenAll(free.Select(DiscardAsync));
    }

    public void Revive()
    {
        lock (gate)
        {
            gone = false;
        }
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
        }

        await reaper.DisposeAsync();
        await Task.WhenAll(workers.Select(worker => worker.DisposeAsync().AsTask()));
    }

    private async Task<Worker?> StartAsync()
    {
        var worker = await Worker.StartAsync(host);
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
