namespace Appointments.Local.Control;

/// <summary>The regions as their data planes show them. To drain and restore, tools write to those themselves, as on AWS.</summary>
internal static class RegionRoute
{
    public static ControlRoute Only { get; } = new("GET", "/regions", "", async (run, context, _) => await context.AnswerAsync(200, await run.Regions.LookAsync(context.RequestAborted)));
}
