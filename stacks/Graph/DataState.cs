using System.Collections.Immutable;
using static Appointments.Graph.AwsShape;

namespace Appointments.Graph;

/// <summary>What KMS, AWS Backup, Budgets and DynamoDB's Contributor Insights would add to a resource's inputs.</summary>
internal static class DataState
{
    /// <returns>Null where the type is none of these.</returns>
    public static (string Id, Dictionary<string, object> Computed)? Of(string type, string name, string physical, string region, ImmutableDictionary<string, object> inputs)
    {
        var uuid = Uuid(type, name);
        return type switch
        {
            "aws:kms/key:Key" => Key(region, inputs.GetValueOrDefault("multiRegion") is true ? $"mrk-{uuid.Replace("-", "")}" : uuid),
            "aws:kms/replicaKey:ReplicaKey" => Key(region, ((string)inputs["primaryKeyArn"]).Split('/')[^1]), // the same id in every region. Source: AWS, "Multi-Region keys in AWS KMS"
            "aws:backup/vault:Vault" => (physical, new() { ["name"] = physical, ["arn"] = Arn("backup", region, $"backup-vault:{physical}") }),
            "aws:backup/vaultLockConfiguration:VaultLockConfiguration" => ((string)inputs["backupVaultName"], []),
            "aws:backup/plan:Plan" => (uuid, new() { ["name"] = physical, ["arn"] = Arn("backup", region, $"backup-plan:{uuid}") }),
            "aws:backup/selection:Selection" => (uuid, new() { ["name"] = physical }),
            "aws:budgets/budget:Budget" => ($"{AccountId}:{physical}", new() { ["name"] = physical, ["arn"] = $"arn:aws:budgets::{AccountId}:budget/{physical}" }),
            "aws:dynamodb/contributorInsights:ContributorInsights" => ($"name:{inputs["tableName"]}/index:{inputs.GetValueOrDefault("indexName", "")}/{AccountId}", []),
            _ => null,
        };
    }

    private static (string, Dictionary<string, object>) Key(string region, string id) => (id, new() { ["keyId"] = id, ["arn"] = Arn("kms", region, $"key/{id}") });
}
