using System.Collections.Frozen;
using System.Collections.Immutable;
using Appointments.Local.Topology;

namespace Appointments.Local.Lambda;

/// <summary>The functions of one region as real processes behind the Lambda Runtime API.</summary>
public sealed class LocalLambda : IFunctionInvoker, IAsyncDisposable
{
    private readonly FrozenDictionary<string, FunctionPool> pools;
    private readonly FunctionTrouble trouble = new();

    /// <param name="functions">Their ARNs differ.</param>
    /// <param name="clock">Timeouts, waits and idleness are measured by it.</param>
    public LocalLambda(ImmutableArray<FunctionSpec> functions, LambdaSettings settings, TimeProvider clock) =>
        pools = functions.ToFrozenDictionary(function => function.Arn, function => new FunctionPool(function, settings, clock, trouble));

    /// <summary>What is wrong with all of them. May be set at any time; holds for invocations that begin later.</summary>
    public FunctionFault Fault
    {
        get => trouble.Now;
        set => trouble.Now = value;
    }

    /// <inheritdoc/>
    /// <remarks>
    /// An invocation above what is reserved is throttled at once, one above this machine's cap waits for <see cref="LambdaSettings.LongestWait"/> first.
    /// Cancelling gives up the wait, not the function.
    /// </remarks>
    /// <exception cref="OperationCanceledException">The caller gave up, or the local run is stopping.</exception>
    public async Task<FunctionAnswer> InvokeAsync(string functionArn, ReadOnlyMemory<byte> payload, CancellationToken cancel) =>
        pools.TryGetValue(functionArn, out var pool) ? await pool.InvokeAsync(payload, cancel) : LambdaErrors.WhenUnknown(functionArn);

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
