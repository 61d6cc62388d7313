using System.Collections.Immutable;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Forwarder;

namespace Appointments.Local.Edge;

/// <summary>The one address that clients use: a plain proxy to the first region that is healthy.</summary>
public sealed class EdgeProxy : IAsyncDisposable
{
    private static readonly ForwarderRequestConfig Patience = new() { ActivityTimeout = TimeSpan.FromSeconds(30) }; // API Gateway gives up after 29 s

    private static readonly RawTargetTransformer AsItCame = new();

    private readonly LoopbackServer server;
    private readonly RegionHealth health;
    private readonly HttpMessageInvoker client;

    private EdgeProxy(LoopbackServer server, RegionHealth health, HttpMessageInvoker client)
    {
        this.server = server;
        this.health = health;
        this.client = client;
    }

    public Uri Url => server.Url;

    public bool IsHealthy(string region) => health.IsHealthy(region);

    /// <param name="regions">Region to the address of its stage, in the order in which they are preferred.</param>
    /// <param name="port">0: any that is free.</param>
    public static async Task<EdgeProxy> StartAsync(ImmutableArray<(string Region, Uri Stage)> regions, int port, TimeProvider clock, CancellationToken cancel)
    {
        var health = new RegionHealth(regions, clock);
        var client = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None, UseCookies = false });
        var server = await LoopbackServer.StartAsync("the edge", port, services => services.AddHttpForwarder(),
            services => context => ForwardAsync(context, health, services.GetRequiredService<IHttpForwarder>(), client), cancel);
        health.Start();
        return new EdgeProxy(server, health, client);
    }

    private static async Task ForwardAsync(HttpContext context, RegionHealth health, IHttpForwarder forwarder, HttpMessageInvoker client)
    {
        var (region, stage) = health.Preferred();
        var error = await forwarder.SendAsync(context, stage.GetLeftPart(UriPartial.Authority), client, Patience, AsItCame);
        if (error is ForwarderError.None or ForwarderError.RequestCanceled || context.Response.HasStarted)
            return;
        context.Response.StatusCode = StatusCodes.Status502BadGateway;
        await context.Response.WriteAsJsonAsync(new { message = $"Region {region} did not answer; send the same request again.", errors = Array.Empty<object>() });
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await health.DisposeAsync();
        client.Dispose();
    }
}
