using Appointments.Plan;

namespace Appointments.Tests.Deploy;

/// <summary>A grant that is missing shows a day after going live, by the first backup's alarm; so all of them are named.</summary>
[Collection(nameof(Recorded))]
public sealed class BackupsRoleTests(Recorded recorded)
{
    [Fact]
    public async Task TheBackupsRole_MayBackUpTheseTables_IntoTheseVaults_AndNothingElse()
    {
        var graph = await recorded.GraphAsync("prod");
        string[] regions = ["us-east-1", "sa-east-1"];

        Assert.Equal(
            Granted([.. Arns("aws:dynamodb/table:Table")], "dynamodb:DescribeTable", "dynamodb:ListTagsOfResource", "dynamodb:StartAwsBackupJob")
                .Concat(Granted([.. Arns("aws:backup/vault:Vault")], "backup:CopyIntoBackupVault", "backup:DescribeBackupVault"))
                .Concat(Granted([.. regions.Select(region => $"arn:aws:backup:{region}:123456789012:recovery-point:*")], "backup:TagResource")) // a backup carries its table's tags
                .Concat(Granted(["*"], "backup:CopyFromBackupVault"))
                .Concat(Granted([Key("aws:kms/key:Key"), Key("aws:kms/replicaKey:ReplicaKey")], "kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"))
                .Order(),
            Policy().Grants().Order());

        IEnumerable<string> Arns(string type) => graph.OfType(type).Select(resource => resource.Outputs["arn"]!.ToString());
        string Key(string type) => graph.OfType(type).Single(key => key.Name.EndsWith("-data-key")).Outputs["arn"]!.ToString();
        GraphResource Policy() => graph.Named("aws:iam/rolePolicy:RolePolicy", "global-backups-policy");
    }

    [Fact]
    public async Task TheBackupsRole_MakesGrantsOfAKey_OnlyForWhatAwsDoesWithIt()
    {
        var policy = (await recorded.GraphAsync("prod")).Named("aws:iam/rolePolicy:RolePolicy", "global-backups-policy").Json("policy");

        var statement = Assert.Single(policy["Statement"]!.AsArray(), statement => statement!["Action"]!.ToJsonString().Contains("kms:CreateGrant"))!;

        Assert.Equal("""{"Bool":{"kms:GrantIsForAWSResource":"true"}}""", statement["Condition"]!.ToJsonString());
    }

    private static IEnumerable<(string Action, string Resource)> Granted(string[] resources, params string[] actions) =>
        from action in actions
        from resource in resources
        select (action, resource);
}
