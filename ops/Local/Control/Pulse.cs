namespace Appointments.Local.Control;

/// <summary>What the control knows of a run without asking any region: cheap enough to be read several times a second, and not held up by a region that does not answer.</summary>
internal static class Pulse
{
    public static object Of(ControlledRun run) => new
    {
        edge = run.Edge,
        timeScale = run.TimeScale,
        leadsTo = run.Router.Resolve().Region,
        regions = run.Stages.Select(stage => new { region = stage.Region, url = stage.Stage, healthy = run.Router.IsHealthy(stage.Region) }),
        replication = run.Replicator.Links.Select(link => link.Status).Select(link =>
            new { from = link.From, to = link.To, isCut = link.IsCut, pending = link.Pending, lagSeconds = Math.Round(link.OldestPending?.TotalSeconds ?? 0, 3) }),
    };
}
