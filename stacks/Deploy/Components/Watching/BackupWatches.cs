using System.Collections.Immutable;
using Appointments.Deploy.Components.Data;

namespace Appointments.Deploy.Components.Watching;

/// <summary>Whether the tables are backed up: nobody looks at a backup until it is the last one.</summary>
/// <remarks>Source: AWS, "AWS Backup metrics with CloudWatch": jobs by BackupVaultName.</remarks>
internal static class BackupWatches
{
    private const string Backup = "AWS/Backup", Page = "backups";

    public static ImmutableArray<Watch> Of(BackupVault vault, int tables) =>
    [
        new("failed", Page, (Backup, "NumberOfBackupJobsFailed"), "Sum", [("BackupVaultName", vault.Name)], 0, "A table has no backup of today.") { PeriodSeconds = 3_600 },
        new("completed", Page, (Backup, "NumberOfBackupJobsCompleted"), "Sum", [("BackupVaultName", vault.Name)], tables,
            "Fewer backups in a day than there are tables; raised on the first day of an environment too, until its first backups are there.") { PeriodSeconds = 86_400, Below = true, SilenceIsBad = true },
    ];
}
