using System.Collections.Immutable;
using Appointments.Plan.Data;
using Pulumi;
using Pulumi.Aws.Backup;
using Pulumi.Aws.Backup.Inputs;
using Pulumi.Aws.Iam;

namespace Appointments.Deploy.Components.Data;

/// <param name="Tables">The tables' ARNs, in the region of the vault.</param>
/// <param name="KeyArns">The data keys of the vaults' regions; none where AWS manages them.</param>
/// <param name="CopyVault">Where a copy of each backup goes; null for nowhere.</param>
public sealed record TableBackupsArgs(BackupSettings Settings, ImmutableArray<Output<string>> Tables, ImmutableArray<Output<string>> KeyArns, BackupVault Vault, BackupVault? CopyVault);

/// <summary>
/// A backup of every table a day, kept apart from the tables: what a wrong program wrote or deleted was replicated within a second, and point-in-time recovery ends with its table.
/// One region's replica is all of it.
/// </summary>
/// <remarks>
/// Needs AWS Backup's advanced features for DynamoDB, without which there is no copy to another region; accounts that began with AWS Backup after November 2021 have them.
/// Source: AWS, "Advanced DynamoDB backup".
/// </remarks>
public sealed class TableBackups : ComponentResource
{
    /// <summary>Every day at 05:00 UTC: midnight in Lima, 01:00 or 02:00 in Santiago.</summary>
    private const string Schedule = "cron(0 5 ? * * *)";

    public TableBackups(string name, TableBackupsArgs args, ComponentResourceOptions options) : base("appointments:data:TableBackups", name, options)
    {
        var child = new CustomResourceOptions { Parent = this };
        var role = new Role($"{name}-role", new RoleArgs { AssumeRolePolicy = Policies.AssumedBy("backup.amazonaws.com") }, child);
        var policy = new RolePolicy($"{name}-policy", new RolePolicyArgs { Role = role.Name, Policy = Allowed(args) }, child);
        var rule = new PlanRuleArgs
        {
            RuleName = "daily",
            TargetVaultName = args.Vault.Name,
            Schedule = Schedule,
            Lifecycle = new PlanRuleLifecycleArgs { DeleteAfter = args.Settings.RetentionDays },
        };
        if (args.CopyVault is { } copies)
            rule.CopyActions = [new PlanRuleCopyActionArgs { DestinationVaultArn = copies.Arn, Lifecycle = new PlanRuleCopyActionLifecycleArgs { DeleteAfter = args.Settings.RetentionDays } }];
        var plan = new Pulumi.Aws.Backup.Plan(name, new PlanArgs { Rules = [rule] }, child);
        _ = new Selection($"{name}-tables", new SelectionArgs { PlanId = plan.Id, IamRoleArn = role.Arn, Resources = args.Tables.Select(arn => (Input<string>)arn).ToList() },
            new CustomResourceOptions { Parent = this, DependsOn = [policy] });
        RegisterOutputs();
    }

    /// <summary>
    /// What AWS's own policy for backups has about DynamoDB, vaults, tags and keys, on these tables, vaults and keys. A backup and its copy carry the tags of their table, and without the leave to
    /// tag them the job fails. Source: AWS, "AWSBackupServiceRolePolicyForBackup".
    /// </summary>
    private static Output<string> Allowed(TableBackupsArgs args)
    {
        BackupVault[] vaults = [.. new[] { args.Vault, args.CopyVault }.OfType<BackupVault>()];
        return Output.Tuple(Output.All(args.Tables), Output.All(vaults.Select(vault => vault.Arn)), Output.All(vaults.Select(vault => vault.Backups)), Output.All(args.KeyArns)).Apply(arns => Policies.Allow(
        [
            new Grant(["dynamodb:DescribeTable", "dynamodb:ListTagsOfResource", "dynamodb:StartAwsBackupJob"], arns.Item1),
            new Grant(["backup:DescribeBackupVault", "backup:CopyIntoBackupVault"], arns.Item2),
            new Grant(["backup:TagResource"], arns.Item3),
            .. args.CopyVault is null ? Array.Empty<Grant>() : [new Grant(["backup:CopyFromBackupVault"], ["*"])],
            .. arns.Item4.IsEmpty ? Array.Empty<Grant>() :
            [
                new Grant(["kms:DescribeKey", "kms:Decrypt", "kms:GenerateDataKey"], arns.Item4),
                new Grant(["kms:CreateGrant"], arns.Item4) { OnlyForAwsResources = true },
            ],
        ]));
    }
}
