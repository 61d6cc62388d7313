using System.Collections.Immutable;

namespace Appointments.Plan.Data;

/// <summary>Reads what is about stored data.</summary>
internal sealed class DataSettingsReader(SettingsReader read, ImmutableArray<string> regions, string primaryRegion)
{
    /// <summary>100 years, the longest that a plan keeps. Source: AWS Backup API, "Lifecycle", DeleteAfterDays; the vault lock's MaxRetentionDays is 36,500.</summary>
    private const int Longest = 36_500;

    /// <summary>Nothing, as a shell takes it.</summary>
    private const string Empty = "\"\"";

    private static readonly ImmutableDictionary<string, VaultLock> Locks = Enum.GetValues<VaultLock>().ToImmutableDictionary(mode => mode.ToString().ToLowerInvariant());

    public DataSettings Read() => new(
        read.Boolean(Settings.CustomerManagedKey),
        read.Integer(Settings.PointInTimeRecoveryDays, 1, 35), // DynamoDB API, "PointInTimeRecoverySpecification"
        ReadBackups());

    /// <summary>What wrong regions or a wrong primaryRegion have to do with it goes away with them.</summary>
    private bool IsAnother(string region) => (read.IsWrong(Settings.Regions) ? DeploymentSettings.IsRegion(region) : regions.Contains(region)) && (region != primaryRegion || read.IsWrong(Settings.PrimaryRegion));

    private BackupSettings? ReadBackups()
    {
        var days = read.Integer(Settings.BackupRetentionDays, 0, Longest);
        if (days is 0 && !read.IsWrong(Settings.BackupRetentionDays))
            return Nothing();
        var copies = read.Text(Settings.BackupCopyRegion, "a region of regions other than primaryRegion, or nothing", text => text is "" || IsAnother(text), regions.FirstOrDefault(region => region != primaryRegion, Empty));
        var vaultLock = read.Text(Settings.BackupVaultLock, "off, governance or compliance", Locks.ContainsKey);
        return new BackupSettings(days, copies is "" ? null : copies, Locks.GetValueOrDefault(vaultLock));
    }

    private BackupSettings? Nothing()
    {
        _ = read.Text(Settings.BackupCopyRegion, $"nothing, because {Settings.BackupRetentionDays.FullKey} 0 makes no backup to copy", text => text is "", Empty);
        _ = read.Text(Settings.BackupVaultLock, $"off, because {Settings.BackupRetentionDays.FullKey} 0 makes no backup to lock", text => text is "off");
        return null;
    }
}
