using Appointments.Plan.Data;

namespace Appointments.Tests.Plan;

public sealed class DataSettingsTests
{
    [Fact]
    public void UsualSettings_BackUpForFiveWeeks_WithAwssKeys() =>
        Assert.Equal(new DataSettings(false, 35, new BackupSettings(35, null, VaultLock.Off)), new SettingsText().Parse().Data);

    [Fact]
    public void NoRetention_IsNoBackup() => Assert.Null(new SettingsText().With("backupRetentionDays", "0").Parse().Data.Backups);

    [Fact]
    public void CopiesAndLock_AreRead() =>
        Assert.Equal(new BackupSettings(3650, "sa-east-1", VaultLock.Compliance),
            new SettingsText().With("backupRetentionDays", "3650").With("backupCopyRegion", "sa-east-1").With("backupVaultLock", "compliance").Parse().Data.Backups);

    [Theory]
    [InlineData("customerManagedKey", "yes")]
    [InlineData("pointInTimeRecoveryDays", "0")]
    [InlineData("pointInTimeRecoveryDays", "36")]
    [InlineData("backupRetentionDays", "-1")]
    [InlineData("backupRetentionDays", "36501")]
    [InlineData("backupCopyRegion", "us-east-1")] // the primary region
    [InlineData("backupCopyRegion", "eu-west-1")] // none of ours
    [InlineData("backupVaultLock", "Compliance")]
    public void AWrongValue_IsAProblemOfItsKey(string key, string value) => Assert.Equal([$"appointments:{key}"], new SettingsText().With(key, value).Problems());

    [Fact]
    public void CopiesAndLock_WithoutBackups_AreProblems() =>
        Assert.Equal(["appointments:backupCopyRegion", "appointments:backupVaultLock"],
            new SettingsText().With("backupRetentionDays", "0").With("backupCopyRegion", "sa-east-1").With("backupVaultLock", "governance").Problems());
}
