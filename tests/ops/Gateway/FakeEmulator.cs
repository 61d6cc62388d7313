using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Appointments.Tests.Gateway;

/// <summary>A server that keeps what it was asked and answers as told.</summary>
internal sealed class FakeEmulator : IAsyncDisposable
{
    private readonly WebApplication _server;

    private FakeEmulator(WebApplication server)
    {
        _server = server;
        server.Run(AnswerAsync);
    }

    public Uri Url => new(_server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public ConcurrentQueue<(string Target, string ContentType, string Authorization, string Body)> Asked { get; } = [];

    public (int Status, string Body, string? QueryError) Says { get; set; } = (200, "{}", null);

    public static async Task<FakeEmulator> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var emulator = new FakeEmulator(builder.Build());
        await emulator._server.StartAsync();
        return emulator;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        Asked.Enqueue((http.Request.Headers["X-Amz-Target"].ToString(), http.Request.ContentType ?? "", http.Request.Headers.Authorization.ToString(), await reader.ReadToEndAsync()));
        http.Response.StatusCode = Says.Status;
        http.Response.ContentType = "application/x-amz-json-1.0";
        if (Says.QueryError is { } error)
        {
            http.Response.Headers["x-amzn-query-error"] = error;
        }

        await http.Response.WriteAsync(Says.Body);
    }
}
