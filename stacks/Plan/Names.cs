using Appointments.Domain;

namespace Appointments.Plan;

/// <summary>
/// The logical names of what is deployed. A name says its region, so that one region can be updated by itself (<c>pulumi up --target</c>).
/// Once released a name never changes without an alias. Physical names are left to Pulumi.
/// </summary>
public static class Names
{
    /// <summary>What belongs to no single region: the tables, and the provider of what is one for all of AWS.</summary>
    public const string Global = "global";

    /// <summary>The region of the provider <see cref="Global"/>, whatever the regions are. Source: AWS, "Route 53 endpoints and quotas": its control plane is in us-east-1.</summary>
    public const string GlobalProviderRegion = "us-east-1";

    /// <summary>The records with which ACM is shown that the names are ours.</summary>
    public const string Proof = "global-proof";

    /// <summary>The health checks and the records between which Route 53 chooses.</summary>
    public const string Routing = "global-routing";

    /// <summary>What clients reach: the distribution, its certificate and its firewall.</summary>
    public const string Edge = "global-edge";

    /// <summary>The alarms of what is global, where AWS writes its metrics: health checks, the edge, the account's bill.</summary>
    public const string GlobalWatch = "global-watch";

    /// <summary>One page with every region.</summary>
    public const string Dashboard = "global-dashboard";

    /// <summary>The daily backups of the tables, in the region that owns them.</summary>
    public const string Backups = "global-backups";

    public static string Region(string region) => region;

    /// <summary>A region's key for stored data, made before the tables.</summary>
    public static string DataKey(string region) => $"{region}-data-key";

    /// <summary>Where the copies of backups lie.</summary>
    public static string BackupCopies(string region) => $"{region}-backup-copies";

    public static string Intake(string region, Country country) => $"{region}-{country.Path}";

    /// <summary>What becomes of an intake's dead letters.</summary>
    public static string DeadLetters(string intake) => $"{intake}-dead-letters";

    /// <summary>What a function may do.</summary>
    public static string RoleOf(string function) => $"{function}-role";

    /// <summary>What lets drills into a region: the local run, too, tells its key from the clinics' by this name.</summary>
    public static string DrillKey(string region) => $"{region}-drill-key";

    /// <summary>A region's certificate, made before the region: the proof stands between the two.</summary>
    public static string Certificate(string region) => $"{region}-certificate";

    /// <summary>The provider that a resource's name claims.</summary>
    /// <returns>A region of the settings; <see cref="Global"/>; or the primary region for the tables, which it owns.</returns>
    /// <exception cref="ArgumentException">The name claims none: it must start with a region of the settings or with <c>global</c>.</exception>
    public static string ProviderOf(string name, DeploymentSettings settings) =>
        settings.Regions.FirstOrDefault(region => Claims(name, region))
        ?? (Claims(name, Proof) || Claims(name, Routing) || Claims(name, Edge) || Claims(name, GlobalWatch) ? Global
            : Claims(name, Global) ? settings.PrimaryRegion
            : throw new ArgumentException($"The resource name {name} claims no provider: expected a start of {string.Join(", ", settings.Regions)} or {Global}. Name it in Plan's Names.", nameof(name)));

    private static bool Claims(string name, string start) => name == start || name.StartsWith($"{start}-");
}
