using System.Collections.Frozen;
using System.Text.Json;
using Appointments.Local.Proxies;

namespace Appointments.Local.Faults;

/// <summary>Which calls of a region's tables and queues are answered with an error and not done.</summary>
/// <param name="Writes">Of items.</param>
/// <param name="ControlPlanes">Whatever is about tables and queues themselves, and not about items and messages.</param>
internal sealed record Refusal(bool Writes, bool ControlPlanes)
{
    /// <remarks>Source: AWS, "DynamoDB API" (data plane: creating, reading, updating and deleting data); all else there is control plane or streams.</remarks>
    private static readonly FrozenSet<string> ItemReads = FrozenSet.Create("GetItem", "BatchGetItem", "Query", "Scan", "TransactGetItems");

    private static readonly FrozenSet<string> ItemWrites = FrozenSet.Create("PutItem", "BatchWriteItem", "UpdateItem", "DeleteItem", "TransactWriteItems");

    /// <remarks>AWS publishes no such list for SQS: what IAM's list of its actions ("Actions, resources, and condition keys for Amazon SQS") has for messages, and reading a queue's attributes.</remarks>
    private static readonly FrozenSet<string> OfMessages = FrozenSet.Create(
        "SendMessage", "SendMessageBatch", "ReceiveMessage", "DeleteMessage", "DeleteMessageBatch", "ChangeMessageVisibility", "ChangeMessageVisibilityBatch", "GetQueueAttributes", "GetQueueUrl");

    /// <summary>For the proxy of the tables; null: every call passes.</summary>
    public Func<ProxiedRequest, ProxiedReply?>? OfTables() => (Writes, ControlPlanes) is (false, false) ? null : request => Operation(request) switch
    {
        { } write when ItemWrites.Contains(write) => Writes ? Error(500, "com.amazonaws.dynamodb.v20120810#InternalServerError", $"{write}: the table is read-only on purpose (fault table-read-only).") : null,
        { } read when ItemReads.Contains(read) => null,
        var other => ControlPlanes ? Unavailable(other) : null,
    };

    /// <summary>For the proxy of the queues; null: every call passes.</summary>
    public Func<ProxiedRequest, ProxiedReply?>? OfQueues() => ControlPlanes ? request => OfMessages.Contains(Operation(request)) ? null : Unavailable(Operation(request)) : null;

    /// <summary>The last word of the target, as both services name it in their JSON protocols.</summary>
    private static string Operation(ProxiedRequest request) => request.Header("X-Amz-Target").Split('.')[^1];

    private static ProxiedReply Unavailable(string operation) =>
        Error(503, "com.amazonaws#ServiceUnavailable", $"{operation}: control planes are refused on purpose (fault control-planes-refused).");

    private static ProxiedReply Error(int status, string type, string message) =>
        new(status, [KeyValuePair.Create("Content-Type", "application/x-amz-json-1.0")], JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["__type"] = type, ["message"] = message }));
}
