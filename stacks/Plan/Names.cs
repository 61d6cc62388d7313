using Appointments.Domain;

namespace Appointments.Plan;

/// <summary>
/// The logical names of what is deployed. A name says its region, so that one region can be updated by itself (<c>pulumi up --target</c>).
/// Once released a name never changes without an alias. Physical names are left to Pulumi.
/// </summary>
public static class Names
{
    /// <summary>What belongs to no single region.</summary>
    public const string Global = "global";

    public static string Region(string region) => region;

    public static string Intake(string region, Country country) => $"{region}-{country.Path}";

    /// <summary>The region that a resource's name claims.</summary>
    /// <returns>A region of the settings; the primary region for what is global (the tables, which it owns).</returns>
    /// <exception cref="ArgumentException">The name claims neither: it must start with a region of the settings or with <c>global</c>.</exception>
    public static string RegionOf(string name, DeploymentSettings settings) =>
        settings.Regions.FirstOrDefault(region => name == region || name.StartsWith($"{region}-"))
        ?? (name == Global || name.StartsWith($"{Global}-")
            ? settings.PrimaryRegion
            : throw new ArgumentException($"The resource name {name} claims no region: expected a start of {string.Join(", ", settings.Regions)} or {Global}. Name it in Plan's Names.", nameof(name)));
}
