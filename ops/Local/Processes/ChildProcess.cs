using System.Collections.Immutable;
using System.Diagnostics;

namespace Appointments.Local.Processes;

/// <summary>A process that lives no longer than its owner. Its output is read always; its last lines are kept for the report of its end.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    /// <summary>Enough for a Java stack trace's beginning and end.</summary>
    public const int KeptLines = 60;

    private readonly ProcessCommand command;
    private readonly Action<string>? onLine;
    private readonly OutputTail tail = new(KeptLines);
    private readonly TaskCompletionSource<int> started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool stopping;

    private ChildProcess(ProcessCommand command, Action<string>? onLine)
    {
        this.command = command;
        this.onLine = onLine;
    }

    public string Name => command.Name;

    /// <summary>The process id.</summary>
    public int Id => started.Task.Result;

    /// <summary>Ends with the exit code once the process has ended and all its output was read; 128 + the signal's number where a signal ended it.</summary>
    public Task<int> Exited => exited.Task;

    /// <summary>Ends only where the process ends without having been told to, with what is to be reported.</summary>
    public Task<ChildProcessException> EndedEarly => EndedEarlyAsync();

    /// <summary>What it wrote last, standard output and error together, oldest first.</summary>
    public ImmutableArray<string> LastLines => tail.Lines;

    /// <summary>Starts it.</summary>
    /// <param name="onLine">Called with every line of its output, from any thread.</param>
    /// <exception cref="ChildProcessException">There is no such executable.</exception>
    public static async Task<ChildProcess> StartAsync(ProcessCommand command, Action<string>? onLine = null)
    {
        var child = new ChildProcess(command, onLine);
        // The kernel kills the child when the THREAD that started it ends, and pool threads come and go: so a thread that lives as long as the child.
        new Thread(child.Run, maxStackSize: 256 * 1024) { IsBackground = true, Name = command.Name }.Start();
        await child.started.Task;
        return child;
    }

    /// <summary>Waits for a line of output.</summary>
    /// <exception cref="ChildProcessException">It ended first, or <paramref name="within"/> went by.</exception>
    public Task<string> WaitForLineAsync(Func<string, bool> wanted, TimeSpan within, CancellationToken cancel) =>
        BeforeItEndsAsync(tail.FirstAsync(wanted), within, cancel);

    /// <summary>Waits until it is ready.</summary>
    /// <param name="ready">Asked every 50 ms until it says yes.</param>
    /// <exception cref="ChildProcessException">It ended first, or <paramref name="within"/> went by.</exception>
    public async Task WaitUntilReadyAsync(Func<CancellationToken, Task<bool>> ready, TimeSpan within, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        try { await BeforeItEndsAsync(AskAsync(ready, stop.Token), within, cancel); }
        finally { await stop.CancelAsync(); }
    }

    /// <summary>Asks it to end (SIGTERM), kills it after the grace (SIGKILL), and returns when it and what it had started are gone.</summary>
    public async Task StopAsync(TimeSpan grace)
    {
        stopping = true;
        if (exited.Task.IsCompleted) { return; }
        Leash.Signal(Id, Leash.Terminate);
        if (await Task.WhenAny(exited.Task, Task.Delay(grace)) != exited.Task) { Leash.Signal(Id, Leash.Kill); }
        await exited.Task;
    }

    /// <summary>Kills it (SIGKILL) and returns when it is gone. It does not count as an early end.</summary>
    public Task KillAsync()
    {
        stopping = true;
        if (!exited.Task.IsCompleted) { Leash.Signal(Id, Leash.Kill); }
        return exited.Task;
    }

    /// <summary>Stops it, with a grace of three seconds.</summary>
    public async ValueTask DisposeAsync() => await StopAsync(TimeSpan.FromSeconds(3));

    private static async Task<string> AskAsync(Func<CancellationToken, Task<bool>> ready, CancellationToken cancel)
    {
        while (!await ready(cancel)) { await Task.Delay(50, cancel); }
        return "ready";
    }

    private async Task<string> BeforeItEndsAsync(Task<string> condition, TimeSpan within, CancellationToken cancel)
    {
        Task first;
        try { first = await Task.WhenAny(condition, exited.Task).WaitAsync(within, cancel); }
        catch (TimeoutException e) { throw new ChildProcessException(Name, $"was not ready within {within.TotalSeconds} s", null, LastLines, e); }
        return first == condition ? await condition : throw Ended(await exited.Task);
    }

    private ChildProcessException Ended(int exitCode) => new(Name, $"ended early with exit code {exitCode}", exitCode, LastLines);

    private async Task<ChildProcessException> EndedEarlyAsync()
    {
        var exitCode = await exited.Task;
        return stopping ? await new TaskCompletionSource<ChildProcessException>().Task : Ended(exitCode);
    }

    private void Run()
    {
        try
        {
            using var process = new Process { StartInfo = Leash.StartInfo(command) };
            process.OutputDataReceived += (_, line) => Keep(line.Data);
            process.ErrorDataReceived += (_, line) => Keep(line.Data);
            process.Start();
            process.StandardInput.Close();
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            started.SetResult(process.Id);
            process.WaitForExit(int.MaxValue); // with a timeout it waits for the process alone, not for the end of the output, which a grandchild may hold open
            Leash.KillRest(process.Id);
            process.WaitForExit();
            exited.SetResult(process.ExitCode);
        }
        catch (Exception e)
        {
            // Whoever waits gets it: a thread has nobody to throw to.
            if (!started.TrySetException(e)) { exited.TrySetException(e); }
        }
    }

    private void Keep(string? line)
    {
        if (line is null) { return; }
        tail.Add(line);
        onLine?.Invoke(line);
    }
}
