using Appointments.Checks;
using Appointments.Plan;

namespace Appointments.Tests.Deploy;

[Collection(nameof(Recorded))]
public sealed class DataTests(Recorded recorded)
{
    private const string Table = "aws:dynamodb/table:Table", Queue = "aws:sqs/queue:Queue", Key = "aws:kms/key:Key", ReplicaKey = "aws:kms/replicaKey:ReplicaKey",
        Vault = "aws:backup/vault:Vault", Lock = "aws:backup/vaultLockConfiguration:VaultLockConfiguration", Plan = "aws:backup/plan:Plan", Selection = "aws:backup/selection:Selection";

    private static readonly string[] EuropeOwns = ["regions=[eu-west-1, us-east-1, sa-east-1]", "primaryRegion=us-east-1"];

    [Fact]
    public async Task TheDataKey_IsOneInEveryRegion_AndEncryptsWhatIsThere()
    {
        var graph = await recorded.GraphAsync("prod", [.. EuropeOwns, "customerManagedKey=true"]);
        var first = graph.Named(Key, "us-east-1-data-key");
        var keys = graph.OfType(ReplicaKey).Append(first).ToDictionary(key => key.Region!, key => key.Outputs["arn"]!.ToString());

        Assert.Equal(["eu-west-1", "sa-east-1", "us-east-1"], keys.Keys.Order());
        Assert.True((bool)first.Inputs["multiRegion"]!);
        Assert.All(graph.OfType(ReplicaKey), key => Assert.Equal(keys["us-east-1"], key.Inputs["primaryKeyArn"]!.ToString()));
        Assert.Equal(3, graph.OfType(Table).Count());
        Assert.All(graph.OfType(Table), table =>
        {
            Assert.Equal(keys["us-east-1"], table.Inputs["serverSideEncryption"]!["kmsKeyArn"]!.ToString());
            Assert.Equal(["eu-west-1", "sa-east-1"], table.Inputs["replicas"]!.AsArray().Select(replica => replica!["regionName"]!.ToString()).Order());
            Assert.All(table.Inputs["replicas"]!.AsArray(), replica => Assert.Equal(keys[replica!["regionName"]!.ToString()], replica["kmsKeyArn"]!.ToString()));
        });
        Assert.True(graph.OfType(Queue).Count() >= 15);
        Assert.All(graph.OfType(Queue), queue => Assert.Equal(keys[queue.Region!], queue.Inputs["kmsMasterKeyId"]!.ToString()));
        Assert.All(graph.OfType(Vault), vault => Assert.Equal(keys[vault.Region!], vault.Inputs["kmsKeyArn"]!.ToString()));
        Assert.Empty(PolicyPack.Check(graph));
    }

    [Fact]
    public async Task TheDataKey_MayBeUsedOnlyThroughTheServicesThatStore_OnBehalfOfThisAccount()
    {
        var graph = await recorded.GraphAsync("prod");

        foreach (var key in graph.OfType(Key).Concat(graph.OfType(ReplicaKey)).Where(key => key.Name.EndsWith("-data-key")))
        {
            var statements = key.Json("policy")["Statement"]!.AsArray();
            Assert.Equal("arn:aws:iam::123456789012:root", statements[0]!["Principal"]!["AWS"]!.ToString());
            Assert.Equal(3, statements.Count);
            Assert.All(statements.Skip(1), statement =>
            {
                Assert.Equal("*", statement!["Principal"]!["AWS"]!.ToString()); // so neither a function's role nor an operator's policy (region policy) names a KMS action
                var conditions = statement["Condition"]!["StringEquals"]!;
                Assert.Equal("123456789012", conditions["kms:CallerAccount"]!.ToString());
                Assert.Equal(new[] { "dynamodb", "sqs", "backup" }.Select(service => $"{service}.{key.Region}.amazonaws.com"), conditions["kms:ViaService"]!.AsArray().Select(service => service!.ToString()));
                Assert.All(statement["Action"]!.AsArray(), action => Assert.DoesNotContain("*", action!.ToString()));
            });
            Assert.Equal("true", statements[2]!["Condition"]!["Bool"]!["kms:GrantIsForAWSResource"]!.ToString());
        }
    }

    [Fact]
    public async Task WithoutADataKey_EverythingIsEncryptedWithAwssOwn()
    {
        var graph = await recorded.GraphAsync("prod", "customerManagedKey=false");

        Assert.DoesNotContain(graph.Resources, resource => resource.Name.EndsWith("-data-key") || resource.Type.Contains("getCallerIdentity"));
        Assert.All(graph.OfType(Queue), queue => Assert.True((bool)queue.Inputs["sqsManagedSseEnabled"]!));
        Assert.All(graph.OfType(Table), table => Assert.True((bool)table.Inputs["serverSideEncryption"]!["enabled"]! && table.Inputs["serverSideEncryption"]!["kmsKeyArn"] is null));
        Assert.Empty(PolicyPack.Check(graph));
    }

    [Fact]
    public async Task EveryTable_IsBackedUpDaily_AndCopied_WhereTheSettingsSaySo()
    {
        var graph = await recorded.GraphAsync("prod", "backupRetentionDays=40", "backupCopyRegion=sa-east-1");
        var rule = Assert.Single(Assert.Single(graph.OfType(Plan)).Inputs["rules"]!.AsArray())!;
        var vaults = graph.OfType(Vault).ToDictionary(vault => vault.Region!);

        Assert.Equal(graph.OfType(Table).Select(table => table.Outputs["arn"]!.ToString()).Order(), Assert.Single(graph.OfType(Selection)).Inputs["resources"]!.AsArray().Select(arn => arn!.ToString()).Order());
        Assert.Equal(vaults["us-east-1"].Outputs["name"]!.ToString(), rule["targetVaultName"]!.ToString());
        Assert.Equal(40, (int)rule["lifecycle"]!["deleteAfter"]!);
        var copy = Assert.Single(rule["copyActions"]!.AsArray())!;
        Assert.Equal(vaults["sa-east-1"].Outputs["arn"]!.ToString(), copy["destinationVaultArn"]!.ToString());
        Assert.Equal(40, (int)copy["lifecycle"]!["deleteAfter"]!);
        Assert.StartsWith("cron(", rule["schedule"]!.ToString());
    }

    [Theory]
    [InlineData("off", 0, null)]
    [InlineData("governance", 2, null)]
    [InlineData("compliance", 2, 3)]
    public async Task AVault_IsLockedForTheRetention_AsTheSettingSays(string mode, int locks, int? graceDays)
    {
        var graph = await recorded.GraphAsync("prod", "backupRetentionDays=35", "backupCopyRegion=sa-east-1", $"backupVaultLock={mode}");

        Assert.Equal(2, graph.OfType(Vault).Count());
        Assert.Equal(locks, graph.OfType(Lock).Count());
        Assert.All(graph.OfType(Lock), vaultLock => Assert.Equal((35, graceDays), ((int)vaultLock.Inputs["minRetentionDays"]!, (int?)vaultLock.Inputs["changeableForDays"])));
    }

    [Fact]
    public async Task Backups_AreWatched_ForThoseThatFail_ThoseThatAreMissing_AndTheirCopies()
    {
        var graph = await recorded.GraphAsync("prod", EuropeOwns);
        var vault = graph.Named(Vault, "global-backups-vault");
        var alarms = graph.OfType("aws:cloudwatch/metricAlarm:MetricAlarm").Where(alarm => alarm.Inputs["namespace"]!.ToString() is "AWS/Backup").ToDictionary(alarm => alarm.Inputs["metricName"]!.ToString());

        Assert.Equal(["NumberOfBackupJobsCompleted", "NumberOfBackupJobsFailed", "NumberOfCopyJobsFailed"], alarms.Keys.Order());
        Assert.All(alarms.Values, alarm => Assert.Equal((vault.Region, vault.Outputs["name"]!.ToString()), (alarm.Region, alarm.Inputs["dimensions"]!["BackupVaultName"]!.ToString())));
        var missing = alarms["NumberOfBackupJobsCompleted"].Inputs;
        Assert.Equal((graph.OfType(Table).Count(), 86_400, "LessThanThreshold", "breaching"), ((int)missing["threshold"]!, (int)missing["period"]!, missing["comparisonOperator"]!.ToString(), missing["treatMissingData"]!.ToString()));
        Assert.Equal((0, "GreaterThanThreshold"), ((int)alarms["NumberOfCopyJobsFailed"].Inputs["threshold"]!, alarms["NumberOfCopyJobsFailed"].Inputs["comparisonOperator"]!.ToString()));
    }

    [Fact]
    public async Task WithoutACopyRegion_NoCopyIsWatched()
    {
        var graph = await recorded.GraphAsync("prod", "backupCopyRegion=");

        Assert.DoesNotContain(graph.OfType("aws:cloudwatch/metricAlarm:MetricAlarm"), alarm => alarm.Inputs["metricName"]!.ToString() is "NumberOfCopyJobsFailed");
    }

    [Fact]
    public async Task NoBackups_DeclareNothing()
    {
        var graph = await recorded.GraphAsync("dev");

        Assert.DoesNotContain(graph.Resources, resource => resource.Type.StartsWith("aws:backup/") || resource.Name.StartsWith("global-backups"));
    }

    [Theory]
    [InlineData("prod", true)]
    [InlineData("dev", false)]
    public async Task WhatHoldsData_IsProtected_InProdAlone(string stack, bool isProtected)
    {
        var graph = await recorded.GraphAsync(stack, "customerManagedKey=true", "backupRetentionDays=35", "backupCopyRegion=sa-east-1");
        var holding = graph.OfType(Table).Concat(graph.OfType(Vault)).Concat(graph.Resources.Where(resource => resource.Type is Key or ReplicaKey && resource.Name.EndsWith("-data-key"))).ToArray();

        Assert.Equal(7, holding.Length);
        Assert.All(holding, resource => Assert.Equal(isProtected, resource.Protect));
        Assert.All(graph.OfType(Vault), vault => Assert.Equal(!isProtected, (bool)vault.Inputs["forceDestroy"]!));
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task Quarantine_ForgetsWhatWasResolved_ByItsTtl(string stack)
    {
        var ttl = (await recorded.GraphAsync(stack)).Named(Table, "global-quarantine").Inputs["ttl"]!;

        Assert.Equal(("expires_at", true), (ttl["attributeName"]!.ToString(), (bool)ttl["enabled"]!));
    }

    [Fact]
    public async Task RecoveryDays_AreThoseOfTheSettings() =>
        Assert.All((await recorded.GraphAsync("prod", "pointInTimeRecoveryDays=7")).OfType(Table), table => Assert.Equal(7, (int)table.Inputs["pointInTimeRecovery"]!["recoveryPeriodInDays"]!));
}
