using System.Collections.Immutable;

namespace Appointments.Plan.Data;

/// <summary>Reads what is about stored data.</summary>
internal sealed class DataSettingsReader(SettingsReader read, ImmutableArray<string> regions, string primaryRegion)
{
    /// <summary>100 years, the longest that a plan keeps. Source: AWS Backup API, "Lifecycle", DeleteAfterDays; the vault lock's MaxRetentionDays is 36,500.</summary>
    private const int Longest = 36_500;

    private static readonly ImmutableDictionary<string, VaultLock> Locks = Enum.GetValues<VaultLock>().ToImmutableDictionary(mode => mode.ToString().ToLowerInvariant());

    public DataSettings Read() => new(
        read.Boolean(Settings.CustomerManagedKey),
        read.Integer(Settings.PointInTimeRecoveryDays, 1, 35), // DynamoDB API, "PointInTimeRecoverySpecification"
        ReadBackups());

    private BackupSettings? ReadBackups()
    {
        var days = read.Integer(Settings.BackupRetentionDays, 0, Longest);
        var copies = read.Text(Settings.BackupCopyRegion, "a region of regions other than primaryRegion, or nothing", text => text is "" || (regions.Contains(text) && text != primaryRegion), regions.FirstOrDefault(region => region != primaryRegion, "sa-east-1"));
        var vaultLock = read.Text(Settings.BackupVaultLock, "off, governance or compliance", Locks.ContainsKey, "governance") is { Length: > 0 } text ? Locks[text] : VaultLock.Off;
        if (days is not 0)
            return new BackupSettings(days, copies is "" ? null : copies, vaultLock);
        if (copies is not "")
            read.Note(Settings.BackupCopyRegion, copies, $"nothing, because {Settings.BackupRetentionDays.FullKey} 0 makes no backup to copy", "\"\"");
        if (vaultLock is not VaultLock.Off)
            read.Note(Settings.BackupVaultLock, vaultLock.ToString().ToLowerInvariant(), $"off, because {Settings.BackupRetentionDays.FullKey} 0 makes no backup to lock", "off");
        return null;
    }
}
