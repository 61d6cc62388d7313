using System.Net;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Appointments.Local.Lambda;

/// <summary>
/// The Lambda Runtime API for one process, on a loopback port of its own: the API tells processes apart by nothing else
/// (AWS, "Using the Lambda runtime API for custom runtimes"; the runtimes prepend <c>http://</c> and append the path, so no prefix is possible).
/// </summary>
internal sealed class RuntimeApi : IHttpApplication<HttpContext>, IAsyncDisposable
{
    private const string Root = "/2018-06-01/runtime/";
    private const string Invocations = Root + "invocation/";
    private readonly Channel<Invocation> offered = Channel.CreateBounded<Invocation>(1);
    private readonly TaskCompletionSource<FunctionAnswer?> init = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string functionArn;
    private readonly KestrelServer server;
    private volatile Invocation? current;

    public RuntimeApi(string functionArn)
    {
        this.functionArn = functionArn;
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = null; // an answer over Lambda's limit gets Lambda's error, not Kestrel's
        options.Limits.MinRequestBodyDataRate = null; // a process stopped by a debugger is slow, not hostile
        options.Listen(IPAddress.Loopback, 0);
        server = new KestrelServer(Options.Create(options), new SocketTransportFactory(Options.Create(new SocketTransportOptions { IOQueueCount = 0 }), NullLoggerFactory.Instance), NullLoggerFactory.Instance);
    }

    /// <summary><c>host:port</c>, what <c>AWS_LAMBDA_RUNTIME_API</c> takes.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Null once the process first asks for an event; its error where it reports one instead.</summary>
    public Task<FunctionAnswer?> Initialised => init.Task;

    public async Task StartAsync(CancellationToken cancel)
    {
        await server.StartAsync(this, cancel);
        Address = new Uri(server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single()).Authority;
    }

    /// <summary>Hands over the next event. One at a time: the last one has been answered.</summary>
    public void Offer(Invocation invocation)
    {
        if (!offered.Writer.TryWrite(invocation))
        {
            throw new InvalidOperationException($"Event {invocation.RequestId} was offered while another waits. A process takes one at a time: a bug in the pool.");
        }
    }

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public Task ProcessRequestAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        return (context.Request.Method, path) switch
        {
            ("GET", Invocations + "next") => NextAsync(context),
            ("POST", Root + "init/error") => InitErrorAsync(context),
            ("POST", _) when path.StartsWith(Invocations, StringComparison.Ordinal) && path.EndsWith("/response", StringComparison.Ordinal) => ResponseAsync(context),
            ("POST", _) when path.StartsWith(Invocations, StringComparison.Ordinal) && path.EndsWith("/error", StringComparison.Ordinal) => ErrorAsync(context),
            _ => ReplyAsync(context, StatusCodes.Status404NotFound, """{"errorType":"NotFound","errorMessage":"The Runtime API has no such path."}"""),
        };
    }

    public async ValueTask DisposeAsync()
    {
        offered.Writer.TryComplete();
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync(); // the process is gone: nobody waits for an answer
        await server.StopAsync(atOnce.Token);
        server.Dispose();
    }

    private async Task NextAsync(HttpContext context)
    {
        init.TrySetResult(null);
        Invocation next;
        try
        {
            next = await offered.Reader.ReadAsync(context.RequestAborted);
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            return; // the process hung up, or is being ended
        }

        next.Taken = true;
        current = next;
        var headers = context.Response.Headers;
        headers["Lambda-Runtime-Aws-Request-Id"] = next.RequestId;
        headers["Lambda-Runtime-Deadline-Ms"] = next.Deadline.ToUnixTimeMilliseconds().ToString();
        headers["Lambda-Runtime-Invoked-Function-Arn"] = functionArn;
        headers["Lambda-Runtime-Trace-Id"] = TraceId(next.Deadline);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = next.Payload.Length;
        await context.Response.Body.WriteAsync(next.Payload, context.RequestAborted);
    }

    private async Task ResponseAsync(HttpContext context)
    {
        if (await ExpectedAsync(context, "/response") is not { } invocation)
        {
            return;
        }

        var body = await RuntimeBody.ReadAsync(context.Request, LambdaErrors.LongestAnswer, context.RequestAborted);
        if (body.Length > LambdaErrors.LongestAnswer)
        {
            invocation.TryAnswer(LambdaErrors.WhenTooLarge(body.Length));
            await ReplyAsync(context, StatusCodes.Status413PayloadTooLarge, """{"errorType":"RequestEntityTooLarge","errorMessage":"Exceeded maximum allowed payload size (6291556 bytes)."}""");
            return;
        }

        invocation.TryAnswer(new FunctionAnswer(body.Bytes)); // before the reply: a process that ends at once must not count as a crash
        await AcceptedAsync(context);
    }

    private async Task ErrorAsync(HttpContext context)
    {
        if (await ExpectedAsync(context, "/error") is { } invocation)
        {
            var error = await RuntimeBody.ReadErrorAsync(context.Request, context.RequestAborted);
            invocation.TryAnswer(error);
            await AcceptedAsync(context);
        }
    }

    private async Task InitErrorAsync(HttpContext context)
    {
        var error = await RuntimeBody.ReadErrorAsync(context.Request, context.RequestAborted);
        init.TrySetResult(error);
        await AcceptedAsync(context);
    }

    private async Task<Invocation?> ExpectedAsync(HttpContext context, string ending)
    {
        var id = context.Request.Path.Value![Invocations.Length..^ending.Length];
        if (current is { } invocation && invocation.RequestId == id)
        {
            return invocation;
        }

        await ReplyAsync(context, StatusCodes.Status400BadRequest, """{"errorType":"InvalidRequestID","errorMessage":"Invalid request ID"}""");
        return null;
    }

    /// <summary>With a JSON body: without one, the .NET runtime client ends its loop.</summary>
    private static Task AcceptedAsync(HttpContext context) => ReplyAsync(context, StatusCodes.Status202Accepted, """{"status":"OK"}""");

    private static async Task ReplyAsync(HttpContext context, int status, string json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = Encoding.UTF8.GetByteCount(json);
        await context.Response.WriteAsync(json, context.RequestAborted);
    }

    private static string TraceId(DateTimeOffset at)
    {
        var random = Guid.NewGuid().ToString("N");
        return $"Root=1-{at.ToUnixTimeSeconds():x8}-{random[..24]};Parent={Guid.NewGuid().ToString("N")[..16]};Sampled=0";
    }
}
