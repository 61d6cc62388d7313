using System.Collections.Immutable;
using Appointments.Local.Processes;

namespace Appointments.Local.Emulators;

/// <summary>One region's fauxqs (SQS), on loopback and a free port.</summary>
public sealed class Fauxqs : IAsyncDisposable
{
    private readonly ChildProcess process;

    private Fauxqs(ChildProcess process, Uri endpoint)
    {
        this.process = process;
        Endpoint = endpoint;
    }

    public Uri Endpoint { get; }

    /// <summary>For the report of an early exit and for the last lines.</summary>
    public ChildProcess Process => process;

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="account">Twelve digits: its queues' ARNs carry it.</param>
    /// <param name="dataFolder">Where its queues and messages live, made when needed (not its memory of deduplication ids); null: in memory.</param>
    /// <exception cref="ChildProcessException">It did not come up; the message holds its last lines.</exception>
    public static async Task<Fauxqs> StartAsync(EmulatorTools tools, string region, string account, string? dataFolder, CancellationToken cancel)
    {
        if (dataFolder is not null) { Directory.CreateDirectory(dataFolder); }
        var process = await ChildProcess.StartAsync(Command(tools, region, account, dataFolder));
        try { return new Fauxqs(process, await Listening.EndpointAsync(process, cancel)); }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();

    private static ProcessCommand Command(EmulatorTools tools, string region, string account, string? dataFolder)
    {
        ImmutableArray<string> arguments =
        [
            "--no-warnings", // node:sqlite calls itself experimental at every start
            "--max-old-space-size=128",
            Path.Combine(AppContext.BaseDirectory, "Emulators/fauxqs.mjs"),
            tools.Fauxqs, region, account,
            .. dataFolder is null ? ImmutableArray<string>.Empty : [dataFolder],
        ];
        return new ProcessCommand($"fauxqs of {region}", tools.Node, arguments, ImmutableDictionary<string, string>.Empty);
    }
}
