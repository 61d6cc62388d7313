namespace Appointments.Plan.Data;

/// <summary>How what is stored is encrypted and kept.</summary>
/// <param name="CustomerManagedKey">Whether tables, queues and backups are encrypted with a key of this deployment instead of AWS's own.</param>
/// <param name="RecoveryDays">Days back to which the tables can be restored to any second.</param>
/// <param name="Backups">Null where AWS Backup takes none.</param>
public sealed record DataSettings(bool CustomerManagedKey, int RecoveryDays, BackupSettings? Backups);

/// <summary>The daily backups of the tables.</summary>
/// <param name="RetentionDays">Days that each is kept.</param>
/// <param name="CopyRegion">Where a copy of each goes; null for nowhere.</param>
public sealed record BackupSettings(int RetentionDays, string? CopyRegion, VaultLock Lock);
