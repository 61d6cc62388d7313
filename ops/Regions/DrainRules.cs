using System.Collections.Immutable;

namespace Appointments.Regions;

/// <summary>What keeps a region from being drained.</summary>
internal static class DrainRules
{
    /// <returns>Why not, and how to insist; null where nothing stands in the way.</returns>
    public static string? Refusal(DrainOrder order, ImmutableArray<RegionState> all)
    {
        var others = all.Where(state => state.Region != order.Region).ToArray();
        if (!order.EvenTheLast && ReliesOn(order, all).IsEmpty)
            return $"{order.Region} is not drained: no other region serves ({string.Join("; ", others.Select(Why))}). Restore one first, or insist by name: --even-the-last {order.Region}.";
        if (order.Emergency)
            return null;
        if (Silent(all) is { Length: > 0 } silent)
            return $"{order.Region} is not drained, because what is so is not known everywhere: {string.Join("; ", silent)}. Look again (region status); in a bad hour: --emergency.";
        return order.EvenTheLast || others.Any(other => other is { Serves: true, Drained: null, Routable: true })
            ? null
            : $"{order.Region} is not drained: Route 53 counts no other region as healthy yet, so it would go on answering with all of them. Wait until it does (region status); in a bad hour: --emergency.";
    }

    /// <returns>The regions that are to go on serving while this one is drained: none where one insists.</returns>
    public static ImmutableArray<string> ReliesOn(DrainOrder order, ImmutableArray<RegionState> all) => order.EvenTheLast ? []
        : [.. all.Where(state => state.Region != order.Region && state is { Serves: true, Drained: null }).Select(state => state.Region)];

    /// <summary>Tables that do not answer, each once, whoever they were asked about.</summary>
    private static string[] Silent(ImmutableArray<RegionState> all) =>
        [.. all.SelectMany(state => state.Sightings).Where(sighting => !sighting.Answered).DistinctBy(sighting => sighting.Observer)
            .Select(sighting => $"the table of {sighting.Observer} does not answer{(sighting.Problem is { } problem ? $" ({problem})" : "")}")];

    private static string Why(RegionState region) => region.Drained is { } mark ? $"{region.Region} is drained: {mark.Reason}" : $"{region.Region} does not answer 200 to /health";
}
