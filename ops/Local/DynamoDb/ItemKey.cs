using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Appointments.Local.Topology;

namespace Appointments.Local.DynamoDb;

/// <summary>Names one item of a region.</summary>
/// <param name="Key">Its key attributes in DynamoDB's JSON, hash key first: one text for one item, however a caller wrote it.</param>
public readonly record struct ItemKey(string Table, string Key)
{
    /// <param name="attributes">An item or its key.</param>
    /// <returns>Null where a key attribute is missing: DynamoDB refuses such a write itself.</returns>
    public static ItemKey? Of(TableSpec table, JsonElement attributes)
    {
        using var text = new MemoryStream();
        using var json = new Utf8JsonWriter(text);
        json.WriteStartObject();
        foreach (var name in new[] { table.HashKey, table.RangeKey }.OfType<string>())
        {
            if (!attributes.TryGetProperty(name, out var value)) { return null; }
            json.WritePropertyName(name);
            value.WriteTo(json);
        }
        json.WriteEndObject();
        json.Flush();
        return new ItemKey(table.Name, Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length));
    }

    /// <summary>The key as a request holds it.</summary>
    public JsonNode ToJson() => JsonNode.Parse(Key)!;
}
