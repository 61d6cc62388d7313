using Appointments.Local.Processes;

namespace Appointments.Local.Emulators;

/// <summary>One emulator of a region, through all its lives: it can be killed and started again, at the same address and with the data of its folder.</summary>
/// <param name="start">Starts it on a port.</param>
internal sealed class OwnServer<T>(Func<int, CancellationToken, Task<T>> start) : IAsyncDisposable
    where T : class, IEmulator
{
    private readonly HeldPort port = new(0);
    private bool up;
    private readonly TaskCompletionSource<ChildProcessException> endedEarly = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The life that it lives, or has lived last.</summary>
    public T Now { get; private set; } = null!;

    /// <summary>Ends where it ends by itself, in any of its lives.</summary>
    public Task<ChildProcessException> EndedEarly => endedEarly.Task;

    /// <summary>Does nothing where it is up: of two servers that are to come back one may have failed, and is tried again.</summary>
    public async Task StartAsync(CancellationToken cancel)
    {
        if (up) { return; }
        Now = await start(port.Number, cancel);
        up = true;
        _ = TellAsync(Now.Process);
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        up = false;
        await Now.Process.KillAsync();
        await Now.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Now is not null) { await Now.DisposeAsync(); }
        port.Dispose();
    }

    private async Task TellAsync(ChildProcess process) => endedEarly.TrySetResult(await process.EndedEarly);
}
