using Pulumi;
using Pulumi.Aws.Kms;

namespace Appointments.Deploy.Components.Data;

/// <param name="Region">Where it encrypts: that of the provider that comes down from the options.</param>
/// <param name="Account">The account that deploys: whoever it lets may manage the key.</param>
/// <param name="Primary">The key of which this is the replica; null where this is the first one.</param>
/// <param name="Protect">Whether Pulumi refuses to delete it: losing a key is losing what it encrypts.</param>
public sealed record DataKeyArgs(string Region, Output<string> Account, DataKey? Primary, bool Protect);

/// <summary>
/// One region's half of the multi-Region key that encrypts what patients are in: tables, queues, backups. A region that is lost takes no other region's key along, and a
/// backup that is copied is readable where it lands.
/// </summary>
/// <remarks>
/// Logs and alarms stay out, on purpose: neither holds names or bodies (the edge's log has addresses and ids of appointments), alarms have a key of their own, and a log that cannot be read while the key is disabled is missing
/// exactly when it is needed.
/// Sources: AWS, "Multi-Region keys in AWS KMS"; "DynamoDB encryption at rest: usage notes" (each replica's key is in the replica's region).
/// </remarks>
public sealed class DataKey : ComponentResource
{
    /// <summary>The services that may use it, each only on behalf of a caller of this account who may use the table, queue or vault.</summary>
    private static readonly string[] Services = ["dynamodb", "sqs", "backup"];

    /// <summary>What the services ask for. Sources: AWS, "DynamoDB encryption at rest: how it works", key policy; "Key management" (Amazon SQS); "Encryption for backups in AWS Backup".</summary>
    private static readonly string[] Uses = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:DescribeKey"];

    private const string Description = "Encrypts the appointments: tables, queues, backups.";

    /// <summary>The longest that KMS waits before it deletes a key for good.</summary>
    private const int DeletionDays = 30;

    [Output] public Output<string> Arn { get; private set; }

    public DataKey(string name, DataKeyArgs args, ComponentResourceOptions options) : base("appointments:data:DataKey", name, options)
    {
        var child = new CustomResourceOptions { Parent = this, Protect = args.Protect };
        var policy = args.Account.Apply(account => Policy(account, args.Region));
        Arn = args.Primary is { } primary
            ? new ReplicaKey(name, new ReplicaKeyArgs { Description = Description, PrimaryKeyArn = primary.Arn, DeletionWindowInDays = DeletionDays, Policy = policy }, child).Arn
            : new Key(name, new KeyArgs { Description = Description, MultiRegion = true, EnableKeyRotation = true, DeletionWindowInDays = DeletionDays, Policy = policy }, child).Arn;
        RegisterOutputs();
    }

    private static string Policy(string account, string region)
    {
        string[] through = [.. Services.Select(service => $"{service}.{region}.amazonaws.com")];
        return ResourcePolicy.Document(ResourcePolicy.OwnedBy(account), Through("StringEquals", Uses), ResourcePolicy.If(Through("StringEquals", ["kms:CreateGrant"]), "Bool", "kms:GrantIsForAWSResource", "true"));

        System.Text.Json.Nodes.JsonObject Through(string comparison, string[] actions) => ResourcePolicy.If(ResourcePolicy.If(
            ResourcePolicy.Statement(new() { ["AWS"] = "*" }, actions, "*"), comparison, "kms:CallerAccount", account), comparison, "kms:ViaService", through);
    }
}
