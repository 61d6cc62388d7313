using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;

namespace Appointments.Local.Control;

/// <summary>What <c>PUT /regions/REGION/release</c> takes.</summary>
/// <param name="Functions">The folder with the functions' executable <c>bootstrap</c>, or a zip of it; absolute.</param>
internal sealed record PutRelease(string? Functions);

/// <summary>What one region's functions run: asked, and replaced by another release, in that region alone.</summary>
internal static class ReleaseRoutes
{
    public static ImmutableArray<ControlRoute> All { get; } =
    [
        new("GET", "/regions/REGION/release", "", ReleaseAsync),
        new("PUT", "/regions/REGION/release", "", ReleaseAsync),
    ];

    private static async Task ReleaseAsync(ControlledRun run, HttpContext context, ImmutableArray<string> given)
    {
        if (!run.Functions.TryGetValue(given[0], out var functions))
        {
            await context.SayAsync(404, $"There is no region {given[0]}: the regions are {run.RegionNames}.");
            return;
        }
        if (context.Request.Method is "PUT")
        {
            if (await context.BodyAsync<PutRelease>() is not { Functions: { Length: > 0 } folder } || !Path.IsPathFullyQualified(folder))
            {
                await context.SayAsync(400, """Expected a JSON body such as {"functions": "/the/folder/with/bootstrap"}.""");
                return;
            }
            try { await functions.PutAsync(folder); }
            catch (ArgumentException refused)
            {
                await context.SayAsync(400, refused.Message);
                return;
            }
        }
        await context.AnswerAsync(200, functions.Release);
    }
}
