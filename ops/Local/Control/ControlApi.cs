using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;

namespace Appointments.Local.Control;

/// <summary>What people, tests and drills see of a running local world and do to it, over HTTP: the routes of this folder's <c>…Routes</c>, one file a capability.</summary>
internal sealed class ControlApi : IAsyncDisposable
{
    private static readonly ImmutableArray<ControlRoute> Routes = [StatusRoute.Only, PulseRoute.Only, .. ReplicationRoutes.All, .. DeploymentRoutes.All, RegionRoute.Only, .. FaultRoutes.All, QueueClockRoute.Only, .. ReleaseRoutes.All];

    private readonly LoopbackServer server;

    private ControlApi(LoopbackServer server) => this.server = server;

    public Uri Url => server.Url;

    /// <param name="port">0: any that is free.</param>
    public static async Task<ControlApi> StartAsync(ControlledRun run, int port, CancellationToken cancel) =>
        new(await LoopbackServer.StartAsync("the control", port, _ => { }, _ => context => AnswerAsync(run, context), cancel));

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private static Task AnswerAsync(ControlledRun run, HttpContext context)
    {
        foreach (var route in Routes)
        {
            if (route.Match(context.Request) is { } given)
                return AnsweredAsync(route, run, context, given);
        }
        return context.SayAsync(404, $"The control has no {context.Request.Method} {context.Request.Path}: expected {string.Join(", ", Routes)}.");
    }

    /// <summary>The server logs nothing, so that whoever asked is the only one who can be told what went wrong.</summary>
    private static async Task AnsweredAsync(ControlRoute route, ControlledRun run, HttpContext context, ImmutableArray<string> given)
    {
        try { await route.AnswerAsync(run, context, given); }
        catch (Exception problem) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            await context.SayAsync(500, $"{route} was not done: {problem.Message}");
        }
    }
}
