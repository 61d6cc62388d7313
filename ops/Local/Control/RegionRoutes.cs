using System.Collections.Immutable;
using Appointments.Regions;
using Microsoft.AspNetCore.Http;

namespace Appointments.Local.Control;

/// <summary>What <c>./appointments region</c> is made of. It does as it is told: the rules are the caller's.</summary>
internal static class RegionRoutes
{
    public static ImmutableArray<ControlRoute> All { get; } =
    [
        new("GET", "/regions", "", async (run, context, _) => await context.AnswerAsync(200, await run.Regions.LookAsync(context.RequestAborted))),
        new("PUT", "/regions/REGION/drained", "", DrainedAsync),
        new("DELETE", "/regions/REGION/drained", "", DrainedAsync),
    ];

    private static async Task DrainedAsync(ControlledRun run, HttpContext context, ImmutableArray<string> given)
    {
        var region = given[0];
        if (run.Stages.All(each => each.Region != region))
            await context.SayAsync(404, $"There is no region {region}: the regions are {run.RegionNames}.");
        else if (context.Request.Method is "DELETE")
            await context.AnswerAsync(200, await run.Regions.UnmarkAsync(region, null, context.RequestAborted));
        else if (await context.BodyAsync<DrainMark>() is { By.Length: > 0, Reason.Length: > 0 } mark)
            await context.AnswerAsync(200, await run.Regions.MarkAsync(region, mark, [], context.RequestAborted));
        else
            await context.SayAsync(400, "Expected a JSON body with at (ISO 8601), by and reason.");
    }
}
