using System.Collections.Immutable;
using Appointments.Contract;

namespace Appointments.Lambda.Draining;

/// <summary>What the deployment tells DrainRegion besides what it tells every function.</summary>
/// <param name="Regions">Every region, in the order of the settings.</param>
/// <param name="Arbiter">The region whose table takes one drain at a time.</param>
/// <param name="Health">Where this region says whether it serves.</param>
public sealed record DrainSettings(string RegionsTable, bool DryRun, string Watched, ImmutableArray<string> Regions, string Arbiter, Uri Health)
{
    /// <param name="text">Reads a variable that must be set.</param>
    internal static DrainSettings Read(Func<string, string> text, List<string> problems)
    {
        var mode = text(EnvironmentNames.AutoDrain);
        if (mode is not ("on" or "dry-run"))
            problems.Add($"{EnvironmentNames.AutoDrain} is '{mode}', expected on or dry-run");
        var health = text(EnvironmentNames.HealthUrl);
        if (!Uri.TryCreate(health, UriKind.Absolute, out var address))
            problems.Add($"{EnvironmentNames.HealthUrl} is '{health}', expected the address of this region's /health");
        return new DrainSettings(text(EnvironmentNames.RegionsTable), mode is not "on", text(EnvironmentNames.WatchedRegion),
            [.. text(EnvironmentNames.Regions).Split(',')], text(EnvironmentNames.ArbiterRegion), address ?? new Uri("about:blank"));
    }
}
