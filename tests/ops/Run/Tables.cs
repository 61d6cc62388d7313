using System.Text.Json.Nodes;
using Appointments.Local;

namespace Appointments.Tests.Run;

/// <summary>All items of a region's tables, straight from its server.</summary>
internal static class Tables
{
    /// <returns>Region to all items of all tables, sorted, as text that can be compared.</returns>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(LocalRun run)
    {
        var regions = await Task.WhenAll(run.Databases.Select(async database =>
        {
            var items = await Task.WhenAll(database.Replicated.Keys.Order(StringComparer.Ordinal).Select(async table =>
            {
                var answer = await database.Endpoint.CallAsync("Scan", new JsonObject { ["TableName"] = table, ["ConsistentRead"] = true }, CancellationToken.None);
                return answer.GetProperty("Items").EnumerateArray().Select(item => $"{table} {Sorted(JsonNode.Parse(item.GetRawText())!)}");
            }));
            return (database.Region, Items: string.Join('\n', items.SelectMany(each => each).Order(StringComparer.Ordinal)));
        }));
        return regions.ToDictionary(region => region.Region, region => region.Items);
    }

    private static string Sorted(JsonNode item) => string.Join(", ", item.AsObject().OrderBy(attribute => attribute.Key, StringComparer.Ordinal).Select(attribute => $"{attribute.Key}={attribute.Value!.ToJsonString()}"));
}
