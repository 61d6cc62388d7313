using System.Collections.Immutable;
using Appointments.Plan;

namespace Appointments.Cost;

/// <summary>A setting that could be another.</summary>
/// <param name="Cost">What is lost with it: nothing is cheaper for nothing.</param>
public sealed record LeverCandidate(Setting Setting, string To, string Cost);

/// <summary>What a month is less with one setting changed, priced anew.</summary>
/// <param name="From">What it is now.</param>
public sealed record Lever(LeverCandidate Candidate, string From, decimal SavesUsd);

/// <summary>The settings that money can be saved with.</summary>
public static class Levers
{
    public static ImmutableArray<LeverCandidate> Candidates { get; } =
    [
        new(Settings.BackupRetentionDays, "7", "a mistake that is found after a week is there for good, but for point-in-time recovery's 35 days"),
        new(Settings.BackupCopyRegion, "", "backups are lost with the primary region; the other region's replica is not"),
        new(Settings.FunctionArchitecture, "arm64", "nothing, but needs a build on such a machine (functionsArchive)"),
        new(Settings.FunctionMemoryMegabytes, "256", "half the processor: answers take longer, and so cost longer"),
        new(Settings.HealthCheckIntervalSeconds, "30", "a region that dies is left up to a minute later"),
        new(Settings.RecordTtlSeconds, "300", "a failover takes four minutes more"),
        new(Settings.LogRetentionDays, "7", "who did what is forgotten after a week"),
        new(Settings.Tracing, "false", "no traces"),
        new(Settings.ContributorInsights, "off", "a hot key is harder to find"),
        new(Settings.CustomerManagedKey, "false", "no trail of the key's use, and no key to disable"),
        new(Settings.ShieldAdvanced, "false", "no response team and no cost protection under attack; the subscription runs for its year"),
        new(Settings.ApiCacheGigabytes, "0", "every list reaches the function"),
        new(Settings.ProtectOrigin, "false", "the regions can be reached around the edge's rules"),
    ];

    /// <param name="now">The bill as it is.</param>
    /// <param name="priced">Each candidate that would change something, with what stands there now and its bill.</param>
    /// <returns>The three that save most; fewer where fewer save anything.</returns>
    public static ImmutableArray<Lever> Largest(Estimate now, IEnumerable<(LeverCandidate Candidate, string From, Estimate Then)> priced) =>
        [.. priced.Select(each => new Lever(each.Candidate, each.From, now.TotalUsd - each.Then.TotalUsd)).Where(lever => lever.SavesUsd >= 0.005m).OrderByDescending(lever => lever.SavesUsd).Take(3)];
}
