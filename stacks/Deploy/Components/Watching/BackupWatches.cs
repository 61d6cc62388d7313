using System.Collections.Immutable;
using Appointments.Deploy.Components.Data;

namespace Appointments.Deploy.Components.Watching;

/// <summary>Whether the tables are backed up: nobody looks at a backup until it is the last one.</summary>
/// <remarks>
/// Source: AWS, "AWS Backup metrics with CloudWatch": jobs by BackupVaultName. A copy is a job of the region that it leaves; that page does not say which of its two vaults the metric
/// names, and everybody who publishes such an alarm takes the one that it leaves, so this does. Until one failed copy has proven it in an account, the runbook has people look by themselves, too.
/// </remarks>
internal static class BackupWatches
{
    private const string Backup = "AWS/Backup", Page = "backups";

    public static ImmutableArray<Watch> Of(BackupVault vault, int tables, bool areCopied) =>
    [
        new("failed", Page, (Backup, "NumberOfBackupJobsFailed"), "Sum", [("BackupVaultName", vault.Name)], 0, "A table has no backup of today.") { PeriodSeconds = 3_600 },
        new("completed", Page, (Backup, "NumberOfBackupJobsCompleted"), "Sum", [("BackupVaultName", vault.Name)], tables,
            "Fewer backups in a day than there are tables; raised on the first day of an environment too, until its first backups are there.") { PeriodSeconds = 86_400, Below = true, SilenceIsBad = true },
        .. areCopied
            ? [new Watch("copies-failed", Page, (Backup, "NumberOfCopyJobsFailed"), "Sum", [("BackupVaultName", vault.Name)], 0, "A backup of today is in one region only: a loss of the region would take it along.") { PeriodSeconds = 3_600 }]
            : ImmutableArray<Watch>.Empty,
    ];
}
