using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Appointments.Local;

/// <summary>A loopback server that can stop listening and listen again, at the same address.</summary>
internal sealed class ReopenableServer : IAsyncDisposable
{
    private readonly string name;
    private readonly HeldPort port;
    private readonly RequestDelegate handler;
    private LoopbackServer? open;

    private ReopenableServer(string name, HeldPort port, RequestDelegate handler) => (this.name, this.port, this.handler) = (name, port, handler);

    public Uri Url { get; private set; } = null!;

    /// <param name="port">0: any that is free.</param>
    /// <exception cref="LocalRunException">The port is taken.</exception>
    public static async Task<ReopenableServer> StartAsync(string name, int port, RequestDelegate handler, CancellationToken cancel)
    {
        var server = new ReopenableServer(name, Hold(name, port), handler);
        try
        {
            await server.OpenAsync(cancel);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Listens again. Not to be called while it is open.</summary>
    public async Task OpenAsync(CancellationToken cancel)
    {
        open = await LoopbackServer.StartAsync(name, port.Number, _ => { }, _ => handler, cancel);
        Url = open.Url;
    }

    /// <summary>Cuts every connection off, whatever is under way, and refuses new ones.</summary>
    public async Task CloseAsync()
    {
        if (open is null) { return; }
        await open.AbortAsync();
        open = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (open is not null) { await open.DisposeAsync(); }
        port.Dispose();
    }

    private static HeldPort Hold(string name, int port)
    {
        try { return new HeldPort(port); }
        catch (SocketException taken) { throw LoopbackServer.Taken(name, port, taken); }
    }
}
