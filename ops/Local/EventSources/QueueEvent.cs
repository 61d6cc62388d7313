using System.Text.Json;
using Amazon.SQS.Model;

namespace Appointments.Local.EventSources;

/// <summary>The event that Lambda makes from messages of a queue (AWS, "Using Lambda with Amazon SQS", example event).</summary>
public static class QueueEvent
{
    /// <returns>The event as JSON in UTF-8.</returns>
    public static byte[] Write(IReadOnlyList<Message> messages, string queueArn, string region)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteStartArray("Records");
            foreach (var message in messages)
            {
                WriteRecord(json, message, queueArn, region);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static void WriteRecord(Utf8JsonWriter json, Message message, string queueArn, string region)
    {
        json.WriteStartObject();
        json.WriteString("messageId", message.MessageId);
        json.WriteString("receiptHandle", message.ReceiptHandle);
        json.WriteString("body", message.Body);
        json.WriteStartObject("attributes");
        foreach (var (name, value) in message.Attributes ?? [])
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteStartObject("messageAttributes");
        foreach (var (name, value) in message.MessageAttributes ?? [])
        {
            WriteAttribute(json, name, value);
        }

        json.WriteEndObject();
        if (message.MD5OfMessageAttributes is { } md5)
        {
            json.WriteString("md5OfMessageAttributes", md5);
        }

        json.WriteString("md5OfBody", message.MD5OfBody);
        json.WriteString("eventSource", "aws:sqs");
        json.WriteString("eventSourceARN", queueArn);
        json.WriteString("awsRegion", region);
        json.WriteEndObject();
    }

    /// <summary>The two lists are always there and always empty: SQS has never had list values.</summary>
    private static void WriteAttribute(Utf8JsonWriter json, string name, MessageAttributeValue value)
    {
        json.WriteStartObject(name);
        if (value.StringValue is { } text)
        {
            json.WriteString("stringValue", text);
        }

        if (value.BinaryValue is { } binary)
        {
            json.WriteBase64String("binaryValue", binary.ToArray());
        }

        json.WriteStartArray("stringListValues");
        json.WriteEndArray();
        json.WriteStartArray("binaryListValues");
        json.WriteEndArray();
        json.WriteString("dataType", value.DataType);
        json.WriteEndObject();
    }
}
