namespace Appointments.Local.Control;

/// <summary>How everything stands. Drills sample it.</summary>
internal static class StatusRoute
{
    public static ControlRoute Only { get; } = new("GET", "/status", "", async (run, context, _) => await context.AnswerAsync(200, await StatusAsync(run, context.RequestAborted)));

    public static async Task<RunStatus> StatusAsync(ControlledRun run, CancellationToken cancel)
    {
        var answer = run.Router.Resolve();
        var depths = run.Queues.ReadAsync(cancel);
        var states = await run.Regions.LookAsync(cancel);
        var queues = await depths;
        return new RunStatus(
            new DnsStatus(run.Router.Origin, answer.Region, Math.Round(answer.KeptFor.TotalSeconds, 3), run.TimeScale),
            [.. run.Stages.Zip(states, (stage, state) => new RegionStatus(stage.Region, stage.Stage, state.Routable, state.Serves, state.Watcher, state.Drained, state.Sightings,
                run.Router.ChecksOf(stage.Region), queues[stage.Region]))],
            [.. run.Replicator.Links.Select(link => link.Status)],
            run.Replicator.IsIdle,
            await run.Faults.ActiveAsync(cancel)) { Edge = run.Edge };
    }
}
