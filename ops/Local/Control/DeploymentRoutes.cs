using System.Collections.Immutable;

namespace Appointments.Local.Control;

/// <summary>The run as operators' tools know a deployment, and what lies between its regions: what <c>./appointments region</c> and <c>quarantine</c> start from.</summary>
internal static class DeploymentRoutes
{
    public static ImmutableArray<ControlRoute> All { get; } =
    [
        new("GET", "/deployment", "", (run, context, _) => context.AnswerAsync(200, run.Deployment)),
        new("GET", "/network", "", async (run, context, _) => await context.AnswerAsync(200, await run.Network.LookAsync(context.RequestAborted))),
    ];
}
