using Appointments.Plan.Data;
using Pulumi;
using Pulumi.Aws.Backup;

namespace Appointments.Deploy.Components.Data;

/// <param name="KeyArn">The region's data key; null for the one that AWS manages.</param>
/// <param name="Protect">Whether Pulumi refuses to delete it; else it is deleted with all that is in it, unless it is locked.</param>
public sealed record BackupVaultArgs(BackupSettings Settings, Output<string>? KeyArn, bool Protect);

/// <summary>Where one region's backups lie, for the days that the settings say.</summary>
public sealed class BackupVault : ComponentResource
{
    /// <summary>The days in which a compliance lock can still be taken off: the fewest that AWS takes. Source: AWS Backup API, "PutBackupVaultLockConfiguration".</summary>
    private const int GraceDays = 3;

    [Output] public Output<string> Arn { get; private set; }
    [Output] public Output<string> Name { get; private set; }

    /// <summary>Every backup of the vault's region and account: one has no name before it is made.</summary>
    internal Output<string> Backups => Arn.Apply(arn => $"{arn.Split(":backup-vault:")[0]}:recovery-point:*");

    public BackupVault(string name, BackupVaultArgs args, ComponentResourceOptions options) : base("appointments:data:BackupVault", name, options)
    {
        var settings = new VaultArgs { ForceDestroy = !args.Protect };
        if (args.KeyArn is { } key)
            settings.KmsKeyArn = key;
        var vault = new Vault(name, settings, new CustomResourceOptions { Parent = this, Protect = args.Protect });
        if (args.Settings.Lock is not VaultLock.Off)
            Lock(name, vault, args.Settings);
        Arn = vault.Arn;
        Name = vault.Name;
        RegisterOutputs();
    }

    /// <summary>No backup may be kept shorter than the settings say; longer it may.</summary>
    private void Lock(string name, Vault vault, BackupSettings settings)
    {
        var locked = new VaultLockConfigurationArgs { BackupVaultName = vault.Name, MinRetentionDays = settings.RetentionDays };
        if (settings.Lock is VaultLock.Compliance)
            locked.ChangeableForDays = GraceDays; // said, it is compliance; unsaid, governance
        _ = new VaultLockConfiguration($"{name}-lock", locked, new CustomResourceOptions { Parent = this });
    }
}
