using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Appointments.Local;

/// <summary>A small HTTP server on 127.0.0.1. It logs nothing and does not listen to signals: the run that owns it does.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication application;

    private LoopbackServer(WebApplication application) => this.application = application;

    public Uri Url { get; private set; } = null!;

    /// <param name="port">0: any that is free.</param>
    /// <exception cref="LocalRunException">The port is taken.</exception>
    public static async Task<LoopbackServer> StartAsync(string name, int port, Action<IServiceCollection> services, Func<IServiceProvider, RequestDelegate> handler, CancellationToken cancel)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null; // the gateway's limit answers in its own words
        });
        builder.Services.AddSingleton<IHostLifetime, OwnersLifetime>();
        builder.Services.AddLogging(logging => logging.ClearProviders());
        services(builder.Services);
        var server = new LoopbackServer(builder.Build());
        server.application.Run(handler(server.application.Services));
        try
        {
            await server.application.StartAsync(cancel);
        }
        catch (IOException taken) when (port is not 0)
        {
            await server.DisposeAsync();
            throw Taken(name, port, taken);
        }
        server.Url = new Uri(server.application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return server;
    }

    /// <summary>Asked before anything is started: that a port is taken should not take ten seconds to be told.</summary>
    /// <param name="port">0 is always free.</param>
    /// <exception cref="LocalRunException">The port is taken.</exception>
    public static void EnsureFree(string name, int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try { socket.Bind(new IPEndPoint(IPAddress.Loopback, port)); }
        catch (SocketException taken) { throw Taken(name, port, taken); }
    }

    internal static LocalRunException Taken(string name, int port, Exception cause) =>
        new($"Port {port} for {name} is taken ({cause.Message}): end what listens there, or choose another with --port N (0: any that is free).", cause);

    public async ValueTask DisposeAsync() => await StopAsync(new CancellationTokenSource(TimeSpan.FromSeconds(1))); // requests in flight are cut off after a second

    /// <summary>Ends it and cuts off at once what is in flight.</summary>
    public async Task AbortAsync() => await StopAsync(new CancellationTokenSource(TimeSpan.Zero));

    private async Task StopAsync(CancellationTokenSource patience)
    {
        using (patience)
            await application.StopAsync(patience.Token);
        await application.DisposeAsync();
    }

    /// <summary>Instead of the console's, which would take Ctrl-C for itself.</summary>
    private sealed class OwnersLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
