using System.Text.Json;
using System.Text.Json.Serialization;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>Reads an instant from ISO 8601 text or from seconds since the epoch, as DynamoDB streams send it; writes ISO 8601.</summary>
internal sealed class EpochDateTimeConverter : JsonConverter<DateTime>
{
    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetDateTime(),
        JsonTokenType.Number => DateTime.UnixEpoch.AddSeconds(reader.GetDouble()),
        _ => throw new JsonSerializerException(
            $"An instant is {reader.TokenType} in the event; expected ISO 8601 text or a number of seconds since 1970-01-01."),
    };

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
