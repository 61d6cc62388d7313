using System.Collections.Immutable;
using System.Globalization;
using Appointments.Local.Processes;

namespace Appointments.Local.Emulators;

/// <summary>One region's fauxqs (SQS), on loopback and a free port.</summary>
public sealed class Fauxqs : IEmulator
{
    private readonly ChildProcess process;
    private readonly HttpClient clock;

    private Fauxqs(ChildProcess process, Uri endpoint, Uri clock)
    {
        this.process = process;
        Endpoint = endpoint;
        this.clock = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = clock };
    }

    public Uri Endpoint { get; }

    /// <summary>For the report of an early exit and for the last lines.</summary>
    public ChildProcess Process => process;

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="account">Twelve digits: its queues' ARNs carry it.</param>
    /// <param name="dataFolder">Where its queues and messages live, made when needed (not its memory of deduplication ids); null: in memory.</param>
    /// <param name="port">0: any that is free.</param>
    /// <exception cref="ChildProcessException">It did not come up; the message holds its last lines.</exception>
    public static async Task<Fauxqs> StartAsync(EmulatorTools tools, string region, string account, string? dataFolder, CancellationToken cancel, int port = 0)
    {
        if (dataFolder is not null) { Directory.CreateDirectory(dataFolder); }
        var process = await ChildProcess.StartAsync(Command(tools, region, account, dataFolder, port));
        try { return new Fauxqs(process, await Listening.EndpointAsync(process, cancel), await Listening.EndpointAsync(process, cancel, "CLOCK")); }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Moves the queues' time on: deduplication ids are forgotten, messages become visible again, as if so much time had passed.</summary>
    public async Task MoveClockAsync(TimeSpan by, CancellationToken cancel)
    {
        using var answer = await clock.PostAsync("", new StringContent(((long)by.TotalMilliseconds).ToString(CultureInfo.InvariantCulture)), cancel);
        answer.EnsureSuccessStatusCode();
    }

    public ValueTask DisposeAsync()
    {
        clock.Dispose();
        return process.DisposeAsync();
    }

    private static ProcessCommand Command(EmulatorTools tools, string region, string account, string? dataFolder, int port)
    {
        ImmutableArray<string> arguments =
        [
            "--no-warnings", // node:sqlite calls itself experimental at every start
            "--max-old-space-size=128",
            Path.Combine(AppContext.BaseDirectory, "Emulators/fauxqs.mjs"),
            tools.Fauxqs, region, account, port.ToString(CultureInfo.InvariantCulture),
            .. dataFolder is null ? ImmutableArray<string>.Empty : [dataFolder],
        ];
        return new ProcessCommand($"fauxqs of {region}", tools.Node, arguments, ImmutableDictionary<string, string>.Empty);
    }
}
