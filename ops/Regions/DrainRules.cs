using System.Collections.Immutable;

namespace Appointments.Regions;

/// <summary>What keeps a region from being drained, and what follows where nothing does.</summary>
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
        return order.EvenTheLast || Healthy(Serving(order.Region, all)).Length > 0
            ? null
            : $"{order.Region} is not drained: Route 53 counts no other region as healthy yet, so it would go on answering with all of them. Wait until it does (region status); in a bad hour: --emergency.";
    }

    /// <returns>The regions that are to go on serving while this one is drained: none where one insists.</returns>
    public static ImmutableArray<string> ReliesOn(DrainOrder order, ImmutableArray<RegionState> all) => order.EvenTheLast ? []
        : [.. Serving(order.Region, all).Select(state => state.Region)];

    /// <returns>Who gets the region's requests once it is drained, for the end of a sentence.</returns>
    public static string TakesOver(string region, ImmutableArray<RegionState> all) =>
        Serving(region, all) is not { Length: > 0 } serving ? "every region, because none would be healthy"
        : Healthy(serving) is not { Length: > 0 } healthy ? $"every region, {region} among them, until Route 53 counts {And(serving)} as healthy, which it does not now"
        : And(healthy);

    /// <returns>What clients see of it, as a sentence.</returns>
    public static string WhatFollows(string region, ImmutableArray<RegionState> all) => Healthy(Serving(region, all)).Length > 0
        ? "New requests go elsewhere once Route 53 has seen it and resolvers have forgotten its address."
        : $"Route 53 counts no other region as healthy now, so it answers with all of them, {region} among them, until it does: look (region status).";

    private static RegionState[] Serving(string region, ImmutableArray<RegionState> all) => [.. all.Where(state => state.Region != region && state is { Serves: true, Drained: null })];

    private static RegionState[] Healthy(RegionState[] states) => [.. states.Where(state => state.Routable)];

    private static string And(RegionState[] states) => string.Join(" and ", states.Select(state => state.Region));

    /// <summary>Tables that do not answer, each once, whoever they were asked about.</summary>
    private static string[] Silent(ImmutableArray<RegionState> all) =>
        [.. all.SelectMany(state => state.Sightings).Where(sighting => !sighting.Answered).DistinctBy(sighting => sighting.Observer)
            .Select(sighting => $"the table of {sighting.Observer} does not answer{(sighting.Problem is { } problem ? $" ({problem})" : "")}")];

    private static string Why(RegionState region) => region.Drained is { } mark ? $"{region.Region} is drained: {mark.Reason}" : $"{region.Region} does not answer 200 to /health";
}
