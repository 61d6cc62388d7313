using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Appointments.Local.Topology;

namespace Appointments.Local;

/// <summary>What a region has to do with the others and with the world.</summary>
/// <param name="DynamoDbEndpoints">By ARN, the functions that call other regions too, each with its way there.</param>
/// <param name="OnAnswered">Told of every request that the region's API answered.</param>
/// <param name="Names">The public names of all regions' APIs.</param>
internal sealed record RegionSurroundings(ImmutableDictionary<string, Uri> DynamoDbEndpoints, Action<JsonObject> OnAnswered, ImmutableArray<DomainNameSpec> Names)
{
    /// <summary>Where an address under a region's own name leads; what is none stays as it is.</summary>
    public string Address(string region, Uri stage, string text) =>
        Names.Where(name => name.Region == region).Select(name => $"https://{name.Domain}/{name.BasePath}/").FirstOrDefault(start => text.StartsWith(start, StringComparison.Ordinal)) is { } own
            ? $"{stage}/{text[own.Length..]}"
            : text;
}
