using System.Collections.Immutable;
using Appointments.Local.Topology;

namespace Appointments.Local.DynamoDb;

/// <summary>One region's DynamoDB: its server, its replicated tables, and which write each of their items stands at.</summary>
/// <param name="Replicated">By name.</param>
public sealed record RegionDatabase(DynamoDbEndpoint Endpoint, StampBook Stamps, ImmutableDictionary<string, TableSpec> Replicated)
{
    public string Region => Stamps.Region;

    /// <param name="stampFile">See <see cref="StampBook"/>.</param>
    public static RegionDatabase Of(RegionTopology topology, DynamoDbEndpoint endpoint, SkewedClock clock, string? stampFile) =>
        new(endpoint, new StampBook(topology.Region, clock, stampFile), topology.Tables.Where(table => table.Replicated).ToImmutableDictionary(table => table.Name));
}
