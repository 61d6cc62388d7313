using System.Text.Json;
using System.Text.Json.Nodes;
using Appointments.Local.DynamoDb;

namespace Appointments.Tests.Data;

/// <summary>Items of the tests' tables, in DynamoDB's JSON.</summary>
internal static class Items
{
    public static JsonObject Key(string id, string status = "requested") => new() { ["id"] = Text(id), ["status"] = Text(status) };

    public static JsonObject Item(string id, string value, string status = "requested")
    {
        var item = Key(id, status);
        item["value"] = Text(value);
        return item;
    }

    public static Task PutAsync(this DynamoDbEndpoint endpoint, string table, JsonObject item) =>
        endpoint.CallAsync("PutItem", new JsonObject { ["TableName"] = table, ["Item"] = item }, CancellationToken.None);

    public static Task DeleteAsync(this DynamoDbEndpoint endpoint, string table, JsonObject key) =>
        endpoint.CallAsync("DeleteItem", new JsonObject { ["TableName"] = table, ["Key"] = key }, CancellationToken.None);

    /// <summary>The whole table, one line an item, sorted: equal tables give equal lists.</summary>
    public static async Task<List<string>> AllAsync(this DynamoDbEndpoint endpoint, string table)
    {
        var page = await endpoint.CallAsync("Scan", new JsonObject { ["TableName"] = table, ["ConsistentRead"] = true }, CancellationToken.None);
        Assert.False(page.TryGetProperty("LastEvaluatedKey", out _), "the tests' tables fit in a page");
        return [.. page.GetProperty("Items").EnumerateArray().Select(Line).Order(StringComparer.Ordinal)];
    }

    public static string Line(JsonElement item) =>
        string.Join(' ', item.EnumerateObject().OrderBy(attribute => attribute.Name, StringComparer.Ordinal).Select(attribute => $"{attribute.Name}={attribute.Value.GetRawText()}"));

    private static JsonObject Text(string value) => new() { ["S"] = value };
}
