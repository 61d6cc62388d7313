namespace Appointments.Tests.Cli;

/// <summary>What drills are asked for where they are tests: a busy machine is no failure; a lost appointment is one.</summary>
internal static class BusyMachine
{
    public static string[] Objectives { get; } = Of("time-to-recover=1000000", "failed-requests=1000", "failed-after-recovery=1000", "rpo-requests=1000");

    /// <summary>And this where coming to rest is an objective of the drill too.</summary>
    public static string[] ObjectiveOfRest { get; } = Of("time-to-settle=1000000");

    private static string[] Of(params string[] bounds) => [.. bounds.SelectMany(bound => new[] { "--objective", bound })];
}
