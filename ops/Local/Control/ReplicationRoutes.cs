using System.Collections.Immutable;
using Appointments.Local.Replication;
using Microsoft.AspNetCore.Http;

namespace Appointments.Local.Control;

/// <summary>Cuts and heals links between regions: all that match <c>from</c> and <c>to</c>.</summary>
internal static class ReplicationRoutes
{
    private const string Takes = " (with ?from=REGION&to=REGION where only some links are meant)";

    public static ImmutableArray<ControlRoute> All { get; } =
    [
        new("POST", "/replication/cut", Takes, (run, context, _) => ForLinksAsync(run, context, link => link.CutAsync())),
        new("POST", "/replication/heal", Takes, (run, context, _) => ForLinksAsync(run, context, link =>
        {
            link.Heal();
            return Task.CompletedTask;
        })),
    ];

    private static async Task ForLinksAsync(ControlledRun run, HttpContext context, Func<ReplicationLink, Task> act)
    {
        var (from, to) = (context.Asked("from"), context.Asked("to"));
        var links = run.Replicator.Links.Where(link => (from is null || link.From == from) && (to is null || link.To == to)).ToArray();
        if (links.Length is 0)
        {
            await context.SayAsync(400, $"Nothing replicates from {from ?? "any region"} to {to ?? "any region"}: the regions are {run.RegionNames}.");
            return;
        }
        await Task.WhenAll(links.Select(act));
        await context.AnswerAsync(200, await StatusRoute.StatusAsync(run, context.RequestAborted));
    }
}
