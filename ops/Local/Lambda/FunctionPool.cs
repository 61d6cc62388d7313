using Appointments.Local.Processes;
using Appointments.Local.Topology;

namespace Appointments.Local.Lambda;

/// <summary>Runs one function's events: one a process at a time, so many at the same time as are reserved and as this machine bears.</summary>
internal sealed class FunctionPool : IAsyncDisposable
{
    private readonly FunctionHost host;
    private readonly WorkerSet workers;
    private readonly Lock gate = new();
    private readonly HashSet<Task> running = [];
    private readonly SemaphoreSlim places;
    private bool stopping;

    public FunctionPool(FunctionSpec function, LambdaSettings settings, TimeProvider clock, FunctionTrouble trouble, FunctionRelease release)
    {
        host = new FunctionHost(function, settings, new FunctionLog(function.Name, settings, clock), clock, trouble, release);
        workers = new WorkerSet(host);
        places = new SemaphoreSlim(settings.ProcessesPerFunction);
    }

    public FunctionLog Log => host.Log;

    public IReadOnlyList<int> ProcessIds => workers.ProcessIds;

    /// <summary>From now on events go to processes of the release that is now there; what runs runs to its end, as on Lambda.</summary>
    public Task RenewAsync() => workers.RenewAsync();

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

    public Task KillAsync() => workers.KillAsync();

    public void Revive() => workers.Revive();

    public async ValueTask DisposeAsync()
    {
        Task[] runs;
        lock (gate)
        {
            stopping = true;
            runs = [.. running];
        }

        await workers.DisposeAsync();
        await Task.WhenAll(runs).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // each caller has its own outcome
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
        if (host.Trouble.Now.FailsThisOne)
        {
            return LambdaErrors.WhenToldToFail(requestId);
        }

        while (true)
        {
            Worker? worker;
            try
            {
                worker = await workers.TakeAsync();
            }
            catch (ChildProcessException e)
            {
                return LambdaErrors.WithoutBootstrap(requestId, host.Executable, e.Message);
            }

            if (worker is null)
            {
                return LambdaErrors.WhenThrottled();
            }

            // Asked again of a process that has served before: it is initialised, and says so at once.
            var answer = await worker.InitialiseAsync(requestId) ?? await worker.RunAsync(requestId, payload);
            await workers.ReturnAsync(worker);
            if (answer is not null)
            {
                return answer;
            }
        }
    }
}
