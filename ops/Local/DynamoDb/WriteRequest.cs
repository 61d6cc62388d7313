using System.Collections.Immutable;
using System.Text.Json;
using Appointments.Local.Topology;

namespace Appointments.Local.DynamoDb;

/// <summary>Reads off a request of DynamoDB's API which items it writes.</summary>
public static class WriteRequest
{
    /// <summary>Whether the operation takes a PartiQL statement, which may write (AWS, "Amazon DynamoDB API reference", actions).</summary>
    public static bool IsPartiQl(string operation) => operation is "ExecuteStatement" or "BatchExecuteStatement" or "ExecuteTransaction";

    /// <summary>The items that the request writes if it succeeds.</summary>
    /// <param name="operation">Such as <c>PutItem</c>; reads give nothing.</param>
    /// <param name="tables">Only items of these are given.</param>
    public static ImmutableArray<ItemKey> Items(string operation, ReadOnlyMemory<byte> body, ImmutableDictionary<string, TableSpec> tables)
    {
        Func<JsonElement, IEnumerable<(string Table, JsonElement Attributes)>>? writes = operation switch
        {
            "PutItem" => request => [Single(request, "Item")],
            "UpdateItem" or "DeleteItem" => request => [Single(request, "Key")],
            "TransactWriteItems" => request => request.GetProperty("TransactItems").EnumerateArray().SelectMany(Transacted),
            "BatchWriteItem" => request => request.GetProperty("RequestItems").EnumerateObject().SelectMany(Batched),
            _ => null,
        };
        return writes is null ? [] : [.. writes(JsonElement.Parse(body.Span))
            .Select(write => tables.TryGetValue(write.Table, out var table) ? ItemKey.Of(table, write.Attributes) : null)
            .OfType<ItemKey>().Distinct()];
    }

    private static (string, JsonElement) Single(JsonElement request, string attributes) => (request.GetProperty("TableName").GetString()!, request.GetProperty(attributes));

    // A ConditionCheck writes nothing.
    private static IEnumerable<(string, JsonElement)> Transacted(JsonElement item)
    {
        if (item.TryGetProperty("Put", out var put)) { yield return Single(put, "Item"); }
        if (item.TryGetProperty("Update", out var update)) { yield return Single(update, "Key"); }
        if (item.TryGetProperty("Delete", out var delete)) { yield return Single(delete, "Key"); }
    }

    private static IEnumerable<(string, JsonElement)> Batched(JsonProperty table) => table.Value.EnumerateArray().Select(write =>
        (table.Name, write.TryGetProperty("PutRequest", out var put) ? put.GetProperty("Item") : write.GetProperty("DeleteRequest").GetProperty("Key")));
}
