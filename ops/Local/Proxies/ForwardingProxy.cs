using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Appointments.Local.Proxies;

/// <summary>A plain HTTP proxy in front of one server, on loopback and any free port, that can be made to fail.</summary>
/// <remarks>Not YARP: requests are held whole (a write is looked at before it goes on) and replies are lost on purpose, neither of which a streaming proxy is for.</remarks>
public sealed class ForwardingProxy : IAsyncDisposable
{
    private readonly Upstream upstream;
    private readonly ProxiedExchange exchange;
    private readonly TimeProvider clock;
    private LoopbackServer server = null!;
    private volatile ProxyFault fault = ProxyFault.None;

    private ForwardingProxy(Uri target, Func<ProxiedExchange, ProxiedExchange>? around, TimeProvider clock)
    {
        upstream = new Upstream(target);
        exchange = around is null ? upstream.SendAsync : around(upstream.SendAsync);
        this.clock = clock;
    }

    public Uri Endpoint => server.Url;

    /// <summary>May be set at any time. Requests on their way get the fault that stands when their reply comes.</summary>
    public ProxyFault Fault
    {
        get => fault;
        set => fault = value;
    }

    /// <summary>Starts it.</summary>
    /// <param name="target">The server behind it.</param>
    /// <param name="around">Makes what handles a request from what sends it on; null: it is sent on as it is.</param>
    /// <param name="clock">For the latency.</param>
    public static async Task<ForwardingProxy> StartAsync(Uri target, Func<ProxiedExchange, ProxiedExchange>? around, TimeProvider clock, CancellationToken cancel)
    {
        var proxy = new ForwardingProxy(target, around, clock);
        proxy.server = await LoopbackServer.StartAsync($"the proxy of {target}", 0, _ => { }, services =>
        {
            var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
            return context => proxy.HandleAsync(context, stopping);
        }, cancel);
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        upstream.Dispose();
    }

    private async Task HandleAsync(HttpContext context, CancellationToken stopping)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping); // a long poll or a black hole does not hold up the end of a run
        try
        {
            var now = fault;
            if (now.Kind is ProxyFaultKind.Blackhole or ProxyFaultKind.Reset && Strikes(now))
            {
                await DropAsync(context, now.Kind, gone.Token);
                return;
            }
            if (now.Latency > TimeSpan.Zero) { await Task.Delay(now.Latency, clock, gone.Token); }
            var request = await RequestAsync(context, gone.Token);
            var reply = now.Instead?.Invoke(request) ?? await exchange(request, gone.Token);
            if (fault is { Kind: not ProxyFaultKind.None } then && Strikes(then)) { await DropAsync(context, then.Kind, gone.Token); }
            else { await ReplyAsync(context, reply); }
        }
        // The server behind is not there: the caller sees what it would see without a proxy, a broken connection.
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException) { context.Abort(); }
    }

    private static bool Strikes(ProxyFault fault) => fault.Strikes?.Invoke() ?? true;

    private static async Task DropAsync(HttpContext context, ProxyFaultKind kind, CancellationToken gone)
    {
        if (kind != ProxyFaultKind.Reset) { await Task.Delay(Timeout.Infinite, gone); } // until the caller gives up
        context.Abort();
    }

    internal static async Task<ProxiedRequest> RequestAsync(HttpContext context, CancellationToken cancel)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, cancel);
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return new ProxiedRequest(context.Request.Method, target, [.. context.Request.Headers.Select(header => KeyValuePair.Create(header.Key, header.Value.ToString()))], body.ToArray());
    }

    internal static async Task ReplyAsync(HttpContext context, ProxiedReply reply)
    {
        context.Response.StatusCode = reply.Status;
        foreach (var (name, value) in reply.Headers) { context.Response.Headers[name] = value; }
        context.Response.ContentLength = reply.Body.Length;
        await context.Response.Body.WriteAsync(reply.Body, context.RequestAborted);
    }
}
