using System.Collections.Immutable;
using System.Text.Json;

namespace Appointments.Local.DynamoDb;

/// <summary>What one look at a stream gave.</summary>
/// <param name="ShardId">Empty where there is no record.</param>
/// <param name="Records">As the streams' API gives them: <c>eventID</c>, <c>eventName</c>, <c>dynamodb</c> with <c>Keys</c>, <c>NewImage</c>, <c>OldImage</c>, <c>SequenceNumber</c>,
/// <c>ApproximateCreationDateTime</c> (seconds), in the shard's order. Empty: at the time of this look the reader had read all there was.</param>
/// <param name="Position">After these records: resume from here.</param>
public sealed record StreamBatch(string ShardId, ImmutableArray<JsonElement> Records, StreamPosition Position)
{
    /// <summary>The table's key attributes in one record.</summary>
    public static JsonElement Keys(JsonElement record) => record.GetProperty("dynamodb").GetProperty("Keys");

    /// <summary>The record's sequence number, unique within its shard.</summary>
    public static string SequenceNumber(JsonElement record) => record.GetProperty("dynamodb").GetProperty("SequenceNumber").GetString()!;
}
