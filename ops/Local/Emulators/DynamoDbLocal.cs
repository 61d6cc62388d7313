using System.Collections.Immutable;
using Appointments.Local.Processes;

namespace Appointments.Local.Emulators;

/// <summary>One region's DynamoDB Local, on loopback and a free port.</summary>
public sealed class DynamoDbLocal : IEmulator
{
    private readonly ChildProcess process;

    private DynamoDbLocal(ChildProcess process, Uri endpoint)
    {
        this.process = process;
        Endpoint = endpoint;
    }

    public Uri Endpoint { get; }

    /// <summary>For the report of an early exit and for the last lines.</summary>
    public ChildProcess Process => process;

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="region">For messages: the server itself knows none.</param>
    /// <param name="dataFolder">Where its tables live, made when needed; null: in memory.</param>
    /// <param name="port">0: any that is free.</param>
    /// <exception cref="ChildProcessException">It did not come up; the message holds its last lines.</exception>
    public static async Task<DynamoDbLocal> StartAsync(EmulatorTools tools, string region, string? dataFolder, CancellationToken cancel, int port = 0)
    {
        if (dataFolder is not null) { Directory.CreateDirectory(dataFolder); }
        var process = await ChildProcess.StartAsync(Command(tools, region, dataFolder, port));
        try { return new DynamoDbLocal(process, await Listening.EndpointAsync(process, cancel)); }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();

    private static ProcessCommand Command(EmulatorTools tools, string region, string? dataFolder, int port)
    {
        var libraries = Path.Combine(tools.DynamoDbLocal, "DynamoDBLocal_lib");
        ImmutableArray<string> arguments =
        [
            // Two regions and all else must stay under 2 GiB: measured 130 to 215 MB a server with this heap.
            "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss512k",
            $"-Djava.library.path={libraries}",
            "-cp", $"{Path.Combine(tools.DynamoDbLocal, "DynamoDBLocal.jar")}:{libraries}/*",
            "org.eclipse.jetty.xml.XmlConfiguration",
            $"port={port}",
            .. dataFolder is null ? ImmutableArray.Create("inMemory=true") : ["inMemory=false", $"dbPath={dataFolder}"],
            Path.Combine(AppContext.BaseDirectory, "Emulators/dynamodb-local.xml"),
        ];
        return new ProcessCommand($"DynamoDB Local of {region}", tools.Java, arguments,
            ImmutableDictionary<string, string>.Empty.Add("DDB_LOCAL_TELEMETRY", "0")); // nothing about a run leaves the machine
    }
}
