using System.Text.Json;
using Appointments.Local.DynamoDb;

namespace Appointments.Local.EventSources;

/// <summary>A change of one item.</summary>
/// <param name="SequenceNumber">Its place in its shard.</param>
/// <param name="CreatedAt">To the second, as DynamoDB gives it.</param>
/// <param name="Json">As the stream gives it.</param>
public sealed record StreamRecord(string SequenceNumber, DateTimeOffset CreatedAt, JsonElement Json)
{
    /// <param name="json">With <c>dynamodb</c>, which has <c>SequenceNumber</c> and <c>ApproximateCreationDateTime</c>.</param>
    public static StreamRecord Of(JsonElement json)
    {
        var seconds = json.GetProperty("dynamodb").GetProperty("ApproximateCreationDateTime").GetDouble();
        return new StreamRecord(StreamBatch.SequenceNumber(json), DateTimeOffset.FromUnixTimeSeconds((long)seconds), json);
    }
}
