using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Appointments.Plan;

namespace Appointments.Local.Topology;

/// <summary>A DynamoDB table as one region holds it: as its owner, as a replica, or not at all.</summary>
internal static class TableSpecs
{
    /// <returns>Null where the region holds neither the table nor a replica.</returns>
    public static TableSpec? In(string region, GraphResource table)
    {
        var replicas = table.Outputs["replicas"]?.AsArray().Select(replica => replica!.AsObject()).ToArray() ?? [];
        var here = table.Region == region ? table.Outputs : replicas.SingleOrDefault(replica => replica["regionName"]!.ToString() == region);
        if (here is null)
            return null;
        var streams = table.Inputs["streamEnabled"]?.GetValue<bool>() ?? false;
        return new TableSpec(
            table.Outputs["name"]!.ToString(),
            here["arn"]!.ToString(),
            streams ? here["streamArn"]!.ToString() : null,
            table.Inputs["hashKey"]!.ToString(),
            table.Inputs["rangeKey"]?.ToString(),
            table.Inputs["attributes"]!.AsArray().ToImmutableDictionary(attribute => attribute!["name"]!.ToString(), attribute => attribute!["type"]!.ToString()),
            [.. (table.Inputs["globalSecondaryIndexes"]?.AsArray() ?? []).Select(index => Index(index!.AsObject()))],
            streams ? table.Inputs["streamViewType"]!.ToString() : null,
            replicas.Length > 0);
    }

    private static IndexSpec Index(JsonObject index)
    {
        string? Key(string type) => index["keySchemas"]!.AsArray().FirstOrDefault(key => key!["keyType"]!.ToString() == type)?["attributeName"]!.ToString();
        return new IndexSpec(index["name"]!.ToString(), Key("HASH")!, Key("RANGE"), index["projectionType"]!.ToString(),
            [.. (index["nonKeyAttributes"]?.AsArray() ?? []).Select(attribute => attribute!.ToString())]);
    }
}
