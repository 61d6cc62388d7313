using System.Text.Json.Nodes;
using Amazon.SQS.Model;
using Appointments.Local.EventSources;

namespace Appointments.Tests.LocalLambda;

public sealed class QueueEventTests
{
    [Fact]
    public void Event_IsAsLambdaMakesIt_ForAFifoQueue()
    {
        var message = new Message
        {
            MessageId = "11d6ee51-4cc7-4302-9e22-7cd8afdaadf5",
            ReceiptHandle = "AQEB",
            Body = """{"appointmentId":"id-1"}""",
            MD5OfBody = "e4e68fb7bd0e697a0ae8f1bb342846b3",
            Attributes = new() { ["ApproximateReceiveCount"] = "1", ["SentTimestamp"] = "1573251510774", ["SequenceNumber"] = "18849496460467696128", ["MessageGroupId"] = "1" },
            MessageAttributes = new()
            {
                ["region"] = new() { DataType = "String", StringValue = "us-east-1" },
                ["raw"] = new() { DataType = "Binary", BinaryValue = new MemoryStream([1, 2]) },
            },
        };

        var json = QueueEvent.Write([message, new Message { MessageId = "2", ReceiptHandle = "B", Body = "b", MD5OfBody = "c" }], "arn:aws:sqs:us-east-1:123456789012:pe.fifo", "us-east-1");

        var expected = JsonNode.Parse("""
            {"Records":[{
              "messageId":"11d6ee51-4cc7-4302-9e22-7cd8afdaadf5","receiptHandle":"AQEB","body":"{\"appointmentId\":\"id-1\"}",
              "attributes":{"ApproximateReceiveCount":"1","SentTimestamp":"1573251510774","SequenceNumber":"18849496460467696128","MessageGroupId":"1"},
              "messageAttributes":{
                "region":{"stringValue":"us-east-1","stringListValues":[],"binaryListValues":[],"dataType":"String"},
                "raw":{"binaryValue":"AQI=","stringListValues":[],"binaryListValues":[],"dataType":"Binary"}},
              "md5OfBody":"e4e68fb7bd0e697a0ae8f1bb342846b3","eventSource":"aws:sqs","eventSourceARN":"arn:aws:sqs:us-east-1:123456789012:pe.fifo","awsRegion":"us-east-1"},
             {"messageId":"2","receiptHandle":"B","body":"b","attributes":{},"messageAttributes":{},"md5OfBody":"c",
              "eventSource":"aws:sqs","eventSourceARN":"arn:aws:sqs:us-east-1:123456789012:pe.fifo","awsRegion":"us-east-1"}]}
            """);
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(json)), System.Text.Encoding.UTF8.GetString(json));
    }
}
