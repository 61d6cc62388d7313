using System.Collections.Immutable;
using Appointments.Plan;

namespace Appointments.Checks.Moving;

/// <summary>
/// The URNs with which one region is updated by itself (<c>pulumi up --target</c>). A region's resources carry its name; what they build on and no single region owns is updated before
/// them, what builds on them after. For an environment that is there: its first deployment is a plain <c>pulumi up</c>.
/// </summary>
public static class RegionTargets
{
    /// <returns>What this region alone is: its resources and components, and what stands between them (the record with which its certificate is proven).</returns>
    public static ImmutableArray<string> Of(ResourceGraph graph, string region, ImmutableArray<string> regions)
    {
        var links = new Links(graph);
        var tables = links.Tables();
        var own = graph.Resources.Where(resource => !resource.Read && IsOf(resource, region) && !tables.Contains(resource.Urn)).Select(resource => resource.Urn).ToHashSet();
        var between = links.Below(own).Where(urn => !tables.Contains(urn) && !regions.Any(any => IsOf(links[urn], any)) && links.Below([urn]).Overlaps(own));
        return [.. own.Concat(between).Order(StringComparer.Ordinal)];
    }

    /// <returns>What all regions build on and no region is part of: the tables, their keys, the providers.</returns>
    public static ImmutableArray<string> Foundation(ResourceGraph graph, ImmutableArray<string> regions)
    {
        var links = new Links(graph);
        var ofRegions = regions.SelectMany(region => Of(graph, region, regions)).ToHashSet();
        return [.. links.Below(ofRegions).Union(links.Tables()).Where(urn => !ofRegions.Contains(urn) && !links[urn].Read).Order(StringComparer.Ordinal)];
    }

    /// <summary>Not its provider: the tables use one too, and come before any region.</summary>
    private static bool IsOf(GraphResource resource, string region) =>
        resource.Type is not AwsTypes.Provider && (resource.Name == region || resource.Name.StartsWith($"{region}-", StringComparison.Ordinal));

    private sealed class Links(ResourceGraph graph)
    {
        private readonly Dictionary<string, GraphResource> byUrn = graph.Resources.ToDictionary(resource => resource.Urn);
        private readonly Dictionary<string, string> providers = graph.OfType(AwsTypes.Provider).ToDictionary(provider => provider.Name, provider => provider.Urn);

        public GraphResource this[string urn] => byUrn[urn];

        /// <returns>The tables and what they need, such as the key of a region that they are encrypted with: no region's own, whatever it is called.</returns>
        public HashSet<string> Tables()
        {
            var tables = byUrn.Values.Where(resource => resource.Type is AwsTypes.Table).Select(resource => resource.Urn).ToHashSet();
            return [.. tables.Union(Below(tables))];
        }

        /// <returns>Whatever these need, at any remove: dependencies, parents, providers.</returns>
        public HashSet<string> Below(IEnumerable<string> urns)
        {
            var found = new HashSet<string>();
            var open = new Stack<string>(urns);
            while (open.TryPop(out var urn))
                foreach (var next in Needs(byUrn[urn]))
                    if (found.Add(next))
                        open.Push(next);
            return found;
        }

        private IEnumerable<string> Needs(GraphResource resource) =>
            resource.DependsOn.Concat(resource.Parent is { } parent ? [parent] : []).Concat(resource.Provider is { } provider ? [providers[provider]] : []).Where(byUrn.ContainsKey);
    }
}
