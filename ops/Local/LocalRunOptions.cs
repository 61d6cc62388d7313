using Appointments.Local.Emulators;
using Appointments.Local.Lambda;

namespace Appointments.Local;

/// <summary>How a graph is brought up on this machine.</summary>
/// <param name="FunctionsDirectory">The folder with the functions' executable <c>bootstrap</c>, absolute.</param>
/// <param name="Port">The edge's; the regions and the control follow. 0: any that are free.</param>
/// <param name="DataDirectory">Where tables, queues and logs outlive the run; null: nowhere.</param>
/// <param name="Progress">Told what is fetched and started, and of trouble; from any thread.</param>
/// <param name="Environment">Reads an environment variable.</param>
/// <param name="OnFunctionLine">Told of every line that a function writes, metrics among them; from any thread, must not block.</param>
/// <param name="Elsewhere">What runs already and is to be used; null: nothing.</param>
public sealed record LocalRunOptions(
    string FunctionsDirectory,
    int Port,
    string? DataDirectory,
    IProgress<string> Progress,
    Func<string, string?> Environment,
    TimeProvider Clock,
    Action<FunctionLogLine>? OnFunctionLine = null,
    RunningServers? Elsewhere = null)
{
    /// <summary>The value of the key of drills; null where the graph declares none.</summary>
    public string? DrillApiKey { get; init; }

    /// <summary>How many times as fast the router's clock runs: health checks' intervals and records' times to live.</summary>
    public double TimeScale { get; init; } = 1;
}
