using System.Collections.Frozen;
using System.Collections.Immutable;
using System.IO.Compression;
using Appointments.Local.Topology;

namespace Appointments.Local.Lambda;

/// <summary>The functions of one region as real processes behind the Lambda Runtime API.</summary>
public sealed class LocalLambda : IFunctionInvoker, IAsyncDisposable
{
    private readonly FrozenDictionary<string, FunctionPool> pools;
    private readonly FunctionTrouble trouble = new();
    private readonly FunctionRelease release;
    private readonly string scratch;

    /// <param name="functions">Their ARNs differ.</param>
    /// <param name="clock">Timeouts, waits and idleness are measured by it.</param>
    public LocalLambda(ImmutableArray<FunctionSpec> functions, LambdaSettings settings, TimeProvider clock)
    {
        release = new FunctionRelease(settings.FunctionsDirectory);
        scratch = settings.ScratchDirectory;
        pools = functions.ToFrozenDictionary(function => function.Arn, function => new FunctionPool(function, settings, clock, trouble, release));
    }

    /// <summary>What is wrong with all of them. May be set at any time; holds for invocations that begin later.</summary>
    public FunctionFault Fault
    {
        get => trouble.Now;
        set => trouble.Now = value;
    }

    /// <summary>What runs, and how that has gone.</summary>
    public ReleaseState Release => release.Now;

    /// <summary>Another release: new processes are its own, those that run something end when that is done.</summary>
    /// <param name="functions">The folder with its executable <c>bootstrap</c>, or a zip of it; absolute.</param>
    /// <exception cref="ArgumentException">There is no such executable: nothing is changed.</exception>
    public async Task PutAsync(string functions)
    {
        if (ReleasePath.Problem(functions) is { } problem)
            throw new ArgumentException(problem, nameof(functions));
        var folder = ReleasePath.IsZip(functions) ? Path.Combine(scratch, $"release-{Guid.NewGuid():N}") : functions;
        if (folder != functions)
            await ZipFile.ExtractToDirectoryAsync(functions, folder);
        release.Put(folder);
        await Task.WhenAll(pools.Values.Select(pool => pool.RenewAsync()));
    }

    /// <inheritdoc/>
    /// <remarks>
    /// An invocation above what is reserved is throttled at once, one above this machine's cap waits for <see cref="LambdaSettings.LongestWait"/> first.
    /// Cancelling gives up the wait, not the function.
    /// </remarks>
    /// <exception cref="OperationCanceledException">The caller gave up, or the local run is stopping.</exception>
    public async Task<FunctionAnswer> InvokeAsync(string functionArn, ReadOnlyMemory<byte> payload, CancellationToken cancel)
    {
        if (!pools.TryGetValue(functionArn, out var pool))
            return LambdaErrors.WhenUnknown(functionArn);
        var functions = release.Now.Functions;
        var answer = await pool.InvokeAsync(payload, cancel);
        release.Count(functions, answer);
        return answer;
    }

    /// <summary>A function's latest lines, oldest first, at most 200.</summary>
    /// <exception cref="KeyNotFoundException">No function has this ARN.</exception>
    public IReadOnlyList<FunctionLogLine> LastLines(string functionArn) => pools[functionArn].Log.Last();

    /// <summary>The operating system's ids of a function's live processes.</summary>
    /// <exception cref="KeyNotFoundException">No function has this ARN.</exception>
    public IReadOnlyList<int> ProcessIds(string functionArn) => pools[functionArn].ProcessIds;

    /// <summary>Kills every process (SIGKILL), whatever it is doing, and runs none until <see cref="Revive"/>: invocations are throttled, which no event source counts as an attempt.</summary>
    public Task KillAsync() => Task.WhenAll(pools.Values.Select(pool => pool.KillAsync()));

    /// <summary>Runs them again.</summary>
    public void Revive()
    {
        foreach (var pool in pools.Values) { pool.Revive(); }
    }

    /// <summary>Ends every process, whatever it is doing.</summary>
    public async ValueTask DisposeAsync() => await Task.WhenAll(pools.Values.Select(pool => pool.DisposeAsync().AsTask()));
}
