using System.Globalization;
using System.Text.Json;
using Appointments.Local.Replication;
using Appointments.Regions;
using Microsoft.AspNetCore.Http;

namespace Appointments.Local.Control;

/// <summary>
/// What people and tests do to a running local world, over HTTP: <c>GET /status</c>; <c>POST /replication/cut</c> and <c>/replication/heal</c>, which
/// take <c>?from=REGION&amp;to=REGION</c>, each optional: all links that match; and what <c>./appointments region</c> is made of: <c>GET /deployment</c>, <c>GET /network</c>, <c>GET /regions</c>,
/// <c>PUT</c> and <c>DELETE /regions/REGION/drained</c>, which do as they are told; <c>POST /queues/clock?seconds=N</c> moves the time of all queues on,
/// so that nobody waits for what a queue waits for.
/// </summary>
internal sealed class ControlApi : IAsyncDisposable
{
    private const string Does = "GET /status, POST /replication/cut, POST /replication/heal (with ?from=REGION&to=REGION where only some links are meant), GET /deployment, GET /network, GET /regions, PUT or DELETE /regions/REGION/drained, POST /queues/clock?seconds=N";

    private readonly LoopbackServer server;

    private ControlApi(LoopbackServer server) => this.server = server;

    public Uri Url => server.Url;

    /// <param name="port">0: any that is free.</param>
    public static async Task<ControlApi> StartAsync(ControlledRun run, int port, CancellationToken cancel) =>
        new(await LoopbackServer.StartAsync("the control", port, _ => { }, _ => context => AnswerAsync(run, context), cancel));

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private static async Task AnswerAsync(ControlledRun run, HttpContext context)
    {
        switch (context.Request.Method, context.Request.Path.Value?.Split('/'))
        {
            case ("GET", ["", "status"]):
                await WriteAsync(context, 200, await StatusAsync(run, context.RequestAborted));
                break;
            case ("POST", ["", "replication", "cut"]):
                await ForLinksAsync(run, context, link => link.CutAsync());
                break;
            case ("POST", ["", "replication", "heal"]):
                await ForLinksAsync(run, context, link => { link.Heal(); return Task.CompletedTask; });
                break;
            case ("GET", ["", "regions"]):
                await WriteAsync(context, 200, await run.Regions.LookAsync(context.RequestAborted));
                break;
            case ("GET", ["", "deployment"]):
                await WriteAsync(context, 200, run.Deployment);
                break;
            case ("GET", ["", "network"]):
                await WriteAsync(context, 200, await run.Network.LookAsync(context.RequestAborted));
                break;
            case ("PUT" or "DELETE", ["", "regions", var region, "drained"]):
                await DrainedAsync(run, context, region);
                break;
            case ("POST", ["", "queues", "clock"]):
                await MoveQueuesClockAsync(run, context);
                break;
            default:
                await WriteAsync(context, 404, new { message = $"The control has no {context.Request.Method} {context.Request.Path}: expected {Does}." });
                break;
        }
    }

    private static async Task MoveQueuesClockAsync(ControlledRun run, HttpContext context)
    {
        if (!int.TryParse(context.Request.Query["seconds"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            await WriteAsync(context, 400, new { message = "Expected ?seconds=N, how far the queues' time is to move on: a whole number." });
            return;
        }
        try { await run.MoveQueuesClock(TimeSpan.FromSeconds(seconds), context.RequestAborted); }
        catch (LocalRunException problem) // queues that are not this run's own
        {
            await WriteAsync(context, 409, new { message = problem.Message });
            return;
        }
        await WriteAsync(context, 200, new { movedOnSeconds = seconds });
    }

    private static async Task DrainedAsync(ControlledRun run, HttpContext context, string region)
    {
        if (run.Stages.All(each => each.Region != region))
            await WriteAsync(context, 404, new { message = $"There is no region {region}: the regions are {Names(run)}." });
        else if (context.Request.Method is "DELETE")
            await WriteAsync(context, 200, await run.Regions.UnmarkAsync(region, context.RequestAborted));
        else if (await MarkAsync(context) is { By.Length: > 0, Reason.Length: > 0 } mark)
            await WriteAsync(context, 200, await run.Regions.MarkAsync(region, mark, context.RequestAborted));
        else
            await WriteAsync(context, 400, new { message = "Expected a JSON body with at (ISO 8601), by and reason." });
    }

    /// <returns>Null: the body is none.</returns>
    private static async Task<DrainMark?> MarkAsync(HttpContext context)
    {
        try { return await context.Request.ReadFromJsonAsync<DrainMark>(ControlJson.Options, context.RequestAborted); }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException) { return null; } // not JSON, or said not to be: answered with 400
    }

    private static async Task ForLinksAsync(ControlledRun run, HttpContext context, Func<ReplicationLink, Task> act)
    {
        var (from, to) = (context.Request.Query["from"].ToString(), context.Request.Query["to"].ToString());
        var links = run.Replicator.Links.Where(link => (from is "" || link.From == from) && (to is "" || link.To == to)).ToArray();
        if (links.Length is 0)
        {
            await WriteAsync(context, 400, new { message = $"Nothing replicates from {(from is "" ? "any region" : from)} to {(to is "" ? "any region" : to)}: the regions are {Names(run)}." });
            return;
        }
        await Task.WhenAll(links.Select(act));
        await WriteAsync(context, 200, await StatusAsync(run, context.RequestAborted));
    }

    private static async Task<object> StatusAsync(ControlledRun run, CancellationToken cancel)
    {
        var answer = run.Router.Resolve();
        var states = await run.Regions.LookAsync(cancel);
        return new
        {
            dns = new { name = run.Router.Origin, region = answer.Region, keptForSeconds = Math.Round(answer.KeptFor.TotalSeconds, 3), timeScale = run.TimeScale },
            regions = run.Stages.Zip(states, (stage, state) => new
            {
                region = stage.Region,
                url = stage.Stage,
                healthy = state.Routable,
                serves = state.Serves,
                watcher = state.Watcher,
                drained = state.Drained,
                sightings = state.Sightings,
                checks = run.Router.ChecksOf(stage.Region),
            }),
            replication = run.Replicator.Links.Select(link => link.Status),
            idle = run.Replicator.IsIdle,
        };
    }

    private static string Names(ControlledRun run) => string.Join(", ", run.Stages.Select(region => region.Region));

    private static Task WriteAsync(HttpContext context, int status, object body)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(body, ControlJson.Options);
    }
}
