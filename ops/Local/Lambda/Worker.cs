using Appointments.Local.Processes;

namespace Appointments.Local.Lambda;

/// <summary>One execution environment of a function: a process, its Runtime API and its home.</summary>
internal sealed class Worker : IAsyncDisposable
{
    /// <summary>AWS, "Understanding the Lambda execution environment lifecycle": initialisation gets 10 s, then once more as long as the function's timeout.</summary>
    private static readonly TimeSpan InitLimit = TimeSpan.FromSeconds(10);

    private const int LastWords = 10;
    private readonly FunctionHost host;
    private readonly RuntimeApi api;
    private readonly ChildProcess process;
    private readonly string logStream;
    private readonly string home;
    private readonly string functions;
    private readonly Lazy<Task> ending;

    private Worker(FunctionHost host, RuntimeApi api, ChildProcess process, string logStream, string home, string functions)
    {
        (this.host, this.api, this.process, this.logStream, this.home, this.functions) = (host, api, process, logStream, home, functions);
        ending = new Lazy<Task>(EndAsync);
    }

    public int ProcessId => process.Id;

    public bool HasExited => process.Exited.IsCompleted;

    /// <summary>Whether it may take another event: it runs what is released now.</summary>
    public bool Usable => !HasExited && functions == host.Release.Now.Functions && api.Initialised is { IsCompletedSuccessfully: true, Result: null };

    /// <summary>Its place among those that start, until its first event is done; null: it has served.</summary>
    public IDisposable? Cold { get; set; }

    /// <summary>When it last became free; for the pool's reaper.</summary>
    public DateTimeOffset IdleSince { get; set; }

    /// <exception cref="ChildProcessException">There is no executable.</exception>
    public static async Task<Worker> StartAsync(FunctionHost host)
    {
        var (function, settings, log, clock, _, release) = host;
        var functions = release.Now.Functions;
        var id = Guid.NewGuid().ToString("N");
        var logStream = $"{clock.GetUtcNow():yyyy/MM/dd}/[$LATEST]{id}";
        var home = Directory.CreateDirectory(Path.Combine(settings.ScratchDirectory, $"{function.Name}-{id[..8]}")).FullName;
        var api = new RuntimeApi(function.Arn);
        try
        {
            await api.StartAsync(CancellationToken.None);
            var environment = WorkerEnvironment.For(function, settings with { FunctionsDirectory = functions }, api.Address, logStream, home);
            var command = new ProcessCommand($"{function.Name} in {settings.Region}", Path.Combine(functions, "bootstrap"), [], environment, functions);
            var process = await ChildProcess.StartAsync(command, line => log.Write(logStream, line));
            return new Worker(host, api, process, logStream, home, functions);
        }
        catch
        {
            await api.DisposeAsync();
            Directory.Delete(home, recursive: true);
            throw;
        }
    }

    /// <returns>Null once it is ready for an event; else how it failed, and then it must be disposed of.</returns>
    public async Task<FunctionAnswer?> InitialiseAsync(string requestId)
    {
        if (api.Initialised.IsCompleted)
        {
            return await api.Initialised;
        }

        using var stop = new CancellationTokenSource();
        var limit = InitLimit + host.Function.Timeout;
        var first = await Task.WhenAny(api.Initialised, process.Exited, Task.Delay(limit, host.Clock, stop.Token));
        await stop.CancelAsync();
        return api.Initialised.IsCompletedSuccessfully ? await api.Initialised
            : first == process.Exited ? AfterExit(requestId, await process.Exited)
            : Said(LambdaErrors.AfterTimeout(requestId, limit));
    }

    /// <returns>The answer; null where the process ended before it took the event, which another process may then have.</returns>
    /// <remarks>After a timeout, or when the process ended, it must be disposed of: see <see cref="HasExited"/>.</remarks>
    public async Task<FunctionAnswer?> RunAsync(string requestId, ReadOnlyMemory<byte> payload)
    {
        using var stop = new CancellationTokenSource();
        var invocation = new Invocation(requestId, payload, host.Clock.GetUtcNow() + host.Function.Timeout);
        var timeout = Task.Delay(host.Function.Timeout, host.Clock, stop.Token);
        var first = await DelayAsync(stop.Token, process.Exited, timeout);
        if (first is null)
        {
            api.Offer(invocation);
            first = await Task.WhenAny(invocation.Answer, process.Exited, timeout);
        }

        await stop.CancelAsync();
        if (invocation.Answer.IsCompleted)
        {
            return await invocation.Answer;
        }

        if (first == process.Exited)
        {
            return invocation.Taken ? AfterExit(requestId, await process.Exited) : null;
        }

        await DisposeAsync(); // as Lambda: the environment is not used again, and what the function was doing is cut off
        return Said(LambdaErrors.AfterTimeout(requestId, host.Function.Timeout));
    }

    /// <summary>Kills its process, as when its machine goes. Who runs it sees it exit.</summary>
    public Task KillAsync() => process.KillAsync();

    public async ValueTask DisposeAsync() => await ending.Value;

    /// <returns>Null once a function that is told to be slow may begin; else what ended it before.</returns>
    private async Task<Task?> DelayAsync(CancellationToken stop, params Task[] ends)
    {
        if (host.Trouble.Now.Slower is not { Ticks: > 0 } slower)
        {
            return null;
        }

        var waited = Task.Delay(slower, host.Clock, stop);
        var first = await Task.WhenAny([waited, .. ends]);
        return first == waited ? null : first;
    }

    private async Task EndAsync()
    {
        await process.StopAsync(TimeSpan.Zero); // as Lambda: no function of ours has an extension that would be told first
        await api.DisposeAsync();
        Directory.Delete(home, recursive: true);
    }

    private FunctionAnswer AfterExit(string requestId, int exitCode)
    {
        var failure = LambdaErrors.AfterExit(requestId, exitCode, process.LastLines.TakeLast(LastWords));
        host.Log.Write(logStream, failure.ErrorMessage!.Split('\n')[0]);
        return failure;
    }

    /// <summary>Lambda writes its own failures to the function's log.</summary>
    private FunctionAnswer Said(FunctionAnswer failure)
    {
        host.Log.Write(logStream, failure.ErrorMessage!);
        return failure;
    }
}
