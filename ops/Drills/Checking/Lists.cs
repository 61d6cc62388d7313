namespace Appointments.Drills.Checking;

/// <summary>A region's list, against what the region says of each appointment alone. Lists are eventually consistent: only once all has settled.</summary>
internal static class Lists
{
    public static IEnumerable<Finding> Broken(RegionLedgers region)
    {
        var listed = region.Listed.ToLookup(entry => entry.Id);
        foreach (var seen in region.Appointments.Values)
        {
            var entries = listed[seen.Id].ToList();
            if (entries.Count > 1)
                yield return Of(FindingKind.Doubled, seen.Id, $"{region.Region} lists it {entries.Count} times: {string.Join(", ", entries.Select(entry => entry.Status))}.");
            else if (entries.Count == 0 && seen.Found && region.ListedWhole)
                yield return Of(FindingKind.ListDisagrees, seen.Id, $"{region.Region} has it {seen.Status} and does not list it.");
            else if (entries.Count == 1 && !seen.Found)
                yield return Of(FindingKind.ListDisagrees, seen.Id, $"{region.Region} lists it as {entries[0].Status} and does not have it.");
            else if (entries.Count == 1 && entries[0] != new SeenListing(seen.Id, seen.Country!, seen.Schedule, seen.Status!, seen.ChangedAt!.Value, seen.ChangedIn!))
                yield return Of(FindingKind.ListDisagrees, seen.Id, $"{region.Region} lists it as {entries[0]} and has it {seen.Status} since {seen.ChangedAt:O} by {seen.ChangedIn}, for {seen.Country} in schedule {seen.Schedule ?? "none"}.");
        }

        foreach (var stranger in region.Listed.Select(entry => entry.Id).Where(id => !region.Appointments.ContainsKey(id)).Distinct())
            yield return Of(FindingKind.NeverAsked, stranger, $"{region.Region} lists it, and no client asked for it.");
    }

    private static Finding Of(FindingKind kind, string id, string sentence) => new(kind, [id], $"{id}: {sentence}");
}
