using System.Net;
using Appointments.Local.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Forwarder;

namespace Appointments.Local.Edge;

/// <summary>The one address that clients use: a proxy to the region to which the router leads, and the rules about bodies.</summary>
public sealed class EdgeProxy : IAsyncDisposable
{
    private static readonly ForwarderRequestConfig Patience = new() { ActivityTimeout = TimeSpan.FromSeconds(30) }; // API Gateway gives up after 29 s

    private static readonly RawTargetTransformer AsItCame = new();

    private readonly LoopbackServer server;
    private readonly HttpMessageInvoker client;

    private EdgeProxy(LoopbackServer server, HttpMessageInvoker client)
    {
        this.server = server;
        this.client = client;
    }

    public Uri Url => server.Url;

    /// <param name="port">0: any that is free.</param>
    internal static async Task<EdgeProxy> StartAsync(Router router, BodyRules bodies, int port, CancellationToken cancel)
    {
        var client = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None, UseCookies = false });
        var server = await LoopbackServer.StartAsync("the edge", port, services => services.AddHttpForwarder(),
            services => context => ForwardAsync(context, router, bodies, services.GetRequiredService<IHttpForwarder>(), client), cancel);
        return new EdgeProxy(server, client);
    }

    private static async Task ForwardAsync(HttpContext context, Router router, BodyRules bodies, IHttpForwarder forwarder, HttpMessageInvoker client)
    {
        if (!await bodies.LetsThroughAsync(context))
            return;
        var to = router.Resolve();
        var error = await forwarder.SendAsync(context, to.Stage.GetLeftPart(UriPartial.Authority), client, Patience, AsItCame);
        if (error is ForwarderError.None or ForwarderError.RequestCanceled || context.Response.HasStarted)
            return;
        context.Response.StatusCode = StatusCodes.Status502BadGateway;
        await context.Response.WriteAsJsonAsync(new { message = $"Region {to.Region} did not answer; send the same request again.", errors = Array.Empty<object>() });
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        client.Dispose();
    }
}
