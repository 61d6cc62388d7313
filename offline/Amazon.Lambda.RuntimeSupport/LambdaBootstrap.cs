using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport.Bootstrap;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The loop of a custom runtime: initialise once, then next, handle, respond.</summary>
public class LambdaBootstrap : IDisposable
{
    private readonly HttpClient http;
    private readonly bool ownsHttp;
    private readonly LambdaBootstrapHandler handler;
    private readonly LambdaBootstrapInitializer initializer;
    private readonly LogWriter log;
    private readonly LogWriter errors;
    private readonly RuntimeApi api;

    public LambdaBootstrap(LambdaBootstrapHandler handler, LambdaBootstrapInitializer initializer = null)
        : this(ConstructHttpClient(), true, handler, null, initializer)
    {
    }

    public LambdaBootstrap(LambdaBootstrapHandler handler, LambdaBootstrapOptions lambdaBootstrapOptions, LambdaBootstrapInitializer initializer = null)
        : this(ConstructHttpClient(), true, handler, lambdaBootstrapOptions, initializer)
    {
    }

    public LambdaBootstrap(HttpClient httpClient, LambdaBootstrapHandler handler, LambdaBootstrapInitializer initializer = null)
        : this(httpClient, false, handler, null, initializer)
    {
    }

    internal LambdaBootstrap(HttpClient http, bool ownsHttp, LambdaBootstrapHandler handler, LambdaBootstrapOptions options, LambdaBootstrapInitializer initializer)
    {
        this.http = http ?? throw new ArgumentNullException(nameof(http));
        this.ownsHttp = ownsHttp;
        this.handler = handler ?? throw new ArgumentNullException(nameof(handler));
        this.initializer = initializer;
        // Lambda freezes the process while /next waits: no wait is too long.
        http.Timeout = TimeSpan.FromHours(12);
        var clock = TimeProvider.System;
        log = new LogWriter(Console.Out, LogLevel.Information, clock);
        errors = new LogWriter(Console.Error, LogLevel.Error, clock);
        api = new RuntimeApi(http, options?.RuntimeApiEndpoint ?? EndpointOfEnvironment(), log, clock);
        // For the whole process, as the real one does it.
        Console.SetOut(log);
        Console.SetError(errors);
    }

    public static HttpClient ConstructHttpClient() => new(new SocketsHttpHandler());

    /// <summary>Runs until cancelled; returns at once where the initializer says false.</summary>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (initializer is not null && !await InitializeAsync().ConfigureAwait(false))
        {
            return;
        }

        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await InvokeOnceAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing && ownsHttp)
        {
            http.Dispose();
        }
    }

    private static string EndpointOfEnvironment() => Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API") is { Length: > 0 } endpoint
        ? endpoint
        : throw new InvalidOperationException(
            "AWS_LAMBDA_RUNTIME_API is not set: this program is a Lambda function and is started by a Lambda runtime (or by ./appointments run), which sets it to host:port.");

    private async Task<bool> InitializeAsync()
    {
        try
        {
            return await initializer().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync(e.ToString()).ConfigureAwait(false);
            await api.FailInitializationAsync(e).ConfigureAwait(false);
            throw;
        }
    }

    private async Task InvokeOnceAsync(CancellationToken cancel)
    {
        using var invocation = await api.NextAsync(cancel).ConfigureAwait(false);
        var id = log.RequestId = errors.RequestId = invocation.LambdaContext.AwsRequestId;
        Environment.SetEnvironmentVariable("_X_AMZN_TRACE_ID", invocation.LambdaContext.TraceId);
        InvocationResponse response;
        try
        {
            response = await handler(invocation).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Whatever a handler throws fails its invocation, not the process: Lambda retries by the event source's rules.
            await Console.Error.WriteLineAsync(e.ToString()).ConfigureAwait(false);
            await api.FailInvocationAsync(id, e).ConfigureAwait(false);
            return;
        }

        await api.RespondAsync(id, response?.OutputStream).ConfigureAwait(false);
        if (response is { DisposeOutputStream: true })
        {
            await response.OutputStream.DisposeAsync().ConfigureAwait(false);
        }
    }
}
