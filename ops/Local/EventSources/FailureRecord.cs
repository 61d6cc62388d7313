using System.Collections.Immutable;
using System.Text.Json;
using Appointments.Local.Topology;

namespace Appointments.Local.EventSources;

/// <summary>What Lambda tells a failure destination of a batch that it gave up: where the records are, not what they hold.</summary>
/// <remarks>AWS, "Retain discarded records for a DynamoDB event source in Lambda", example invocation record.</remarks>
public static class FailureRecord
{
    /// <param name="requestId">Of the last invocation.</param>
    /// <param name="invocations">How often the function was given exactly this batch.</param>
    /// <returns>The record as JSON.</returns>
    public static string Write(StreamMappingSpec mapping, string shardId, ImmutableArray<StreamRecord> batch, string requestId, int invocations, DateTimeOffset now) =>
        JsonSerializer.Serialize(new
        {
            requestContext = new { requestId, functionArn = mapping.FunctionArn, condition = "RetryAttemptsExhausted", approximateInvokeCount = invocations },
            responseContext = new { statusCode = 200, executedVersion = "$LATEST", functionError = "Unhandled" },
            version = "1.0",
            timestamp = now.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"),
            DDBStreamBatchInfo = new
            {
                shardId,
                startSequenceNumber = batch[0].SequenceNumber,
                endSequenceNumber = batch[^1].SequenceNumber,
                approximateArrivalOfFirstRecord = Seconds(batch[0].CreatedAt),
                approximateArrivalOfLastRecord = Seconds(batch[^1].CreatedAt),
                batchSize = batch.Length,
                streamArn = mapping.StreamArn,
            },
        });

    private static string Seconds(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
}
