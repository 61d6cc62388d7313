using Appointments.Plan;

namespace Appointments.Checks.Policies;

/// <summary>What is stored is encrypted, and our own keys rotate. CloudWatch Logs always encrypts.</summary>
/// <remarks>Source: AWS, "Encrypt log data in CloudWatch Logs using AWS KMS": log data is always encrypted.</remarks>
public sealed class EncryptionAtRest : IPolicy
{
    public string Name => "encryption-at-rest";

    public IEnumerable<Violation> Check(ResourceGraph graph) =>
    [
        .. Without(graph, AwsTypes.Table, table => table.Inputs["serverSideEncryption"]?["enabled"].IsTrue() is true, "set ServerSideEncryption.Enabled"),
        .. from table in graph.OfType(AwsTypes.Table)
           where table.Inputs["serverSideEncryption"]?["kmsKeyArn"] is not null
           from replica in table.Inputs["replicas"]?.AsArray() ?? []
           where replica!["kmsKeyArn"] is null
           select new Violation(Name, table.Name, $"its replica in {replica["regionName"]} is under another key than the table", "set KmsKeyArn of the replica to that region's key"),
        .. Without(graph, AwsTypes.Queue, queue => queue.Inputs["sqsManagedSseEnabled"].IsTrue() || queue.Text("kmsMasterKeyId") is not null, "set SqsManagedSseEnabled, or a KmsMasterKeyId"),
        .. Without(graph, AwsTypes.Topic, topic => topic.Text("kmsMasterKeyId") is not null, "set KmsMasterKeyId to a key that CloudWatch may use"),
        .. Without(graph, AwsTypes.Stage, stage => !stage.Inputs["cacheClusterEnabled"].IsTrue() || CachesEncrypted(graph, stage), "set CacheDataEncrypted in the stage's MethodSettings"),
        .. graph.OfType(AwsTypes.Key).Where(key => !key.Inputs["enableKeyRotation"].IsTrue()).Select(key => new Violation(Name, key.Name, "a key that does not rotate", "set EnableKeyRotation")),
    ];

    private IEnumerable<Violation> Without(ResourceGraph graph, string type, Func<GraphResource, bool> isEncrypted, string todo) =>
        graph.OfType(type).Where(resource => !isEncrypted(resource)).Select(resource => new Violation(Name, resource.Name, "stores data unencrypted", todo));

    private static bool CachesEncrypted(ResourceGraph graph, GraphResource stage) =>
        graph.OfType("aws:apigateway/methodSettings:MethodSettings").Where(settings => settings.Text("restApi") == stage.Text("restApi")).ToArray() is { Length: > 0 } all
        && all.All(settings => settings.Inputs["settings"]?["cacheDataEncrypted"].IsTrue() is true);
}
