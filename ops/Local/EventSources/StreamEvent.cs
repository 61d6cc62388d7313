using System.Text.Json;

namespace Appointments.Local.EventSources;

/// <summary>The event that Lambda makes from a stream's records (AWS, "Using AWS Lambda with Amazon DynamoDB", example event).</summary>
public static class StreamEvent
{
    /// <returns>The event as JSON in UTF-8.</returns>
    public static byte[] Write(IEnumerable<StreamRecord> records, string streamArn, string region)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteStartArray("Records");
            foreach (var record in records)
            {
                WriteRecord(json, record, streamArn, region);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    /// <summary>The record as the stream gives it, but for what names the place: DynamoDB Local calls its region <c>ddblocal</c>.</summary>
    private static void WriteRecord(Utf8JsonWriter json, StreamRecord record, string streamArn, string region)
    {
        json.WriteStartObject();
        foreach (var property in record.Json.EnumerateObject())
        {
            if (property.Name == "dynamodb")
            {
                WriteChange(json, property.Value);
            }
            else if (property.Name is not ("awsRegion" or "eventSourceARN"))
            {
                property.WriteTo(json);
            }
        }

        json.WriteString("awsRegion", region);
        json.WriteString("eventSourceARN", streamArn);
        json.WriteEndObject();
    }

    /// <summary>The time as plain seconds: DynamoDB Local writes <c>1.7E9</c>, which an integer parser refuses.</summary>
    private static void WriteChange(Utf8JsonWriter json, JsonElement change)
    {
        json.WriteStartObject("dynamodb");
        foreach (var property in change.EnumerateObject())
        {
            if (property is { Name: "ApproximateCreationDateTime", Value.ValueKind: JsonValueKind.Number })
            {
                json.WriteNumber(property.Name, (long)property.Value.GetDouble());
            }
            else
            {
                property.WriteTo(json);
            }
        }

        json.WriteEndObject();
    }
}
