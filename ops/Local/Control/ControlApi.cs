using System.Text.Json;
using Appointments.Local.Replication;
using Microsoft.AspNetCore.Http;

namespace Appointments.Local.Control;

/// <summary>
/// What people and tests do to a running local world, over HTTP: <c>GET /status</c>, <c>POST /replication/cut</c>, <c>POST /replication/heal</c>;
/// the two take <c>?from=REGION&amp;to=REGION</c>, each optional: all links that match.
/// </summary>
internal sealed class ControlApi : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly LoopbackServer server;

    private ControlApi(LoopbackServer server) => this.server = server;

    public Uri Url => server.Url;

    /// <param name="port">0: any that is free.</param>
    public static async Task<ControlApi> StartAsync(ControlledRun run, int port, CancellationToken cancel) =>
        new(await LoopbackServer.StartAsync("the control", port, _ => { }, _ => context => AnswerAsync(run, context), cancel));

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private static async Task AnswerAsync(ControlledRun run, HttpContext context)
    {
        switch (context.Request.Method, context.Request.Path.Value)
        {
            case ("GET", "/status"):
                await WriteAsync(context, 200, Status(run));
                break;
            case ("POST", "/replication/cut"):
                await ForLinksAsync(run, context, link => link.CutAsync());
                break;
            case ("POST", "/replication/heal"):
                await ForLinksAsync(run, context, link => { link.Heal(); return Task.CompletedTask; });
                break;
            default:
                await WriteAsync(context, 404, new { message = $"The control has no {context.Request.Method} {context.Request.Path}: expected GET /status, POST /replication/cut or POST /replication/heal, with ?from=REGION&to=REGION where only some links are meant." });
                break;
        }
    }

    private static async Task ForLinksAsync(ControlledRun run, HttpContext context, Func<ReplicationLink, Task> act)
    {
        var (from, to) = (context.Request.Query["from"].ToString(), context.Request.Query["to"].ToString());
        var links = run.Replicator.Links.Where(link => (from is "" || link.From == from) && (to is "" || link.To == to)).ToArray();
        if (links.Length is 0)
        {
            await WriteAsync(context, 400, new { message = $"Nothing replicates from {(from is "" ? "any region" : from)} to {(to is "" ? "any region" : to)}: the regions are {string.Join(", ", run.Regions.Select(region => region.Region))}." });
            return;
        }
        await Task.WhenAll(links.Select(act));
        await WriteAsync(context, 200, Status(run));
    }

    private static object Status(ControlledRun run) => new
    {
        regions = run.Regions.Select(region => new { region = region.Region, url = region.Stage, healthy = run.Edge.IsHealthy(region.Region) }),
        replication = run.Replicator.Links.Select(link => link.Status),
        idle = run.Replicator.IsIdle,
    };

    private static Task WriteAsync(HttpContext context, int status, object body)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(body, Json);
    }
}
