using System.Text.Json.Serialization;

namespace Amazon.Lambda.SQSEvents;

/// <summary>The messages of a batch that are to be received again. AWS, "Handling errors for an SQS event source in Lambda".</summary>
public class SQSBatchResponse
{
    public SQSBatchResponse() : this([])
    {
    }

    public SQSBatchResponse(List<BatchItemFailure> batchItemFailures) => BatchItemFailures = batchItemFailures;

    [JsonPropertyName("batchItemFailures")]
    public List<BatchItemFailure> BatchItemFailures { get; set; }

    public class BatchItemFailure
    {
        [JsonPropertyName("itemIdentifier")]
        public string ItemIdentifier { get; set; }
    }
}
