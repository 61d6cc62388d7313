using System.Collections.Immutable;
using Appointments.Aws;

namespace Appointments.Local.Control;

/// <summary>What the control knows without asking a region's API or tables: cheap enough for several looks a second, and not held up by a region that does not answer. Drills sample it.</summary>
internal static class PulseRoute
{
    public static ControlRoute Only { get; } = new("GET", "/pulse", "", async (run, context, _) => await context.AnswerAsync(200, await PulseAsync(run, context.RequestAborted)));

    private static async Task<object> PulseAsync(ControlledRun run, CancellationToken cancel)
    {
        var queues = await run.Queues.ReadAsync(cancel);
        return new
        {
            edge = run.Edge,
            timeScale = run.TimeScale,
            leadsTo = run.Router.Resolve().Region,
            regions = run.Stages.Select(stage => new { region = stage.Region, url = stage.Stage, healthy = run.Router.IsHealthy(stage.Region), drained = run.Router.IsDrained(stage.Region), caughtUp = run.CaughtUp(stage.Region), alarms = Raised(run, stage.Region), queues = Sum(queues[stage.Region], run.Deployment.In(stage.Region).Queues) }),
            replication = run.Replicator.Links.Select(link => link.Status).Select(link => new { from = link.From, to = link.To, isCut = link.IsCut, pending = link.Pending, applied = link.Applied, lagSeconds = link.LagSeconds }),
        };
    }

    /// <returns>Null: nothing hears of any, so that there are none here.</returns>
    private static int? Raised(ControlledRun run, string region) =>
        run.Watching.Alarms.Where(alarm => alarm.Spec.Region == region).ToArray() is { Length: > 0 } alarms ? alarms.Count(alarm => alarm.Raised) : null;

    /// <summary>As on AWS, where the stack's outputs name these queues: failures that wait for people are no backlog.</summary>
    /// <returns>Null: the queues' server does not answer.</returns>
    private static object? Sum(ImmutableArray<QueueStatus>? queues, IReadOnlyDictionary<string, DeployedQueue> countries) => queues?.Where(queue => queue.IsHandled).ToArray() is { } all
        ? new { waiting = all.Sum(queue => queue.Waiting), inFlight = all.Sum(queue => queue.InFlight), dead = all.Sum(queue => queue.Dead), deadIn = countries.Where(country => all.Any(queue => queue.Dead > 0 && queue.Name == country.Value.Name)).Select(country => country.Key) }
        : null;
}
