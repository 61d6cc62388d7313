using System.Text.Json.Serialization;

namespace Amazon.Lambda.DynamoDBEvents;

/// <summary>From which record on a stream's batch is to be sent again. AWS, "Configuring partial batch response with DynamoDB and Lambda".</summary>
public class StreamsEventResponse
{
    [JsonPropertyName("batchItemFailures")]
    public IList<BatchItemFailure> BatchItemFailures { get; set; }

    public class BatchItemFailure
    {
        /// <summary>The record's sequence number.</summary>
        [JsonPropertyName("itemIdentifier")]
        public string ItemIdentifier { get; set; }
    }
}
