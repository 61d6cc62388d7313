using System.Text.Json.Nodes;
using Appointments.Local.DynamoDb;
using Appointments.Local.Topology;

namespace Appointments.Local.Emulators;

/// <summary>Makes a region's tables as the resource graph says.</summary>
public static class TableCreation
{
    /// <summary>Makes the tables that are not there yet; those that are keep their items.</summary>
    /// <exception cref="DynamoDbCallException">DynamoDB refused one.</exception>
    public static async Task EnsureAsync(DynamoDbEndpoint endpoint, IEnumerable<TableSpec> tables, CancellationToken cancel)
    {
        foreach (var table in tables)
        {
            try { await endpoint.CallAsync("CreateTable", Request(table), cancel); }
            catch (DynamoDbCallException e) when (e.Error == "ResourceInUseException") { } // from an earlier run with the same data folder
        }
    }

    /// <summary>The body of CreateTable.</summary>
    public static JsonObject Request(TableSpec table)
    {
        var request = new JsonObject
        {
            ["TableName"] = table.Name,
            ["KeySchema"] = KeySchema(table.HashKey, table.RangeKey),
            ["AttributeDefinitions"] = new JsonArray([.. table.KeyTypes.OrderBy(key => key.Key, StringComparer.Ordinal)
                .Select(key => new JsonObject { ["AttributeName"] = key.Key, ["AttributeType"] = key.Value })]),
            ["BillingMode"] = "PAY_PER_REQUEST", // capacity is not emulated: DynamoDB Local never throttles
        };
        if (!table.Indexes.IsEmpty) { request["GlobalSecondaryIndexes"] = new JsonArray([.. table.Indexes.Select(Index)]); }
        // A replicated table has a stream on AWS even where its declaration names none, and replication reads it here.
        if ((table.StreamViewType ?? (table.Replicated ? "NEW_AND_OLD_IMAGES" : null)) is { } view)
        {
            request["StreamSpecification"] = new JsonObject { ["StreamEnabled"] = true, ["StreamViewType"] = view };
        }
        return request;
    }

    private static JsonObject Index(IndexSpec index)
    {
        var projection = new JsonObject { ["ProjectionType"] = index.ProjectionType };
        if (!index.NonKeyAttributes.IsEmpty) { projection["NonKeyAttributes"] = new JsonArray([.. index.NonKeyAttributes.Select(name => (JsonNode)name)]); }
        return new JsonObject { ["IndexName"] = index.Name, ["KeySchema"] = KeySchema(index.HashKey, index.RangeKey), ["Projection"] = projection };
    }

    private static JsonArray KeySchema(string hash, string? range)
    {
        var schema = new JsonArray(new JsonObject { ["AttributeName"] = hash, ["KeyType"] = "HASH" });
        if (range is not null) { schema.Add(new JsonObject { ["AttributeName"] = range, ["KeyType"] = "RANGE" }); }
        return schema;
    }
}
