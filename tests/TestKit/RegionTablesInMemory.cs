using System.Collections.Immutable;
using Appointments.Domain.Draining;

namespace Appointments.Tests.TestKit;

/// <summary>The regions' tables, as a test sets them; a claim is written everywhere at once.</summary>
public sealed class RegionTablesInMemory(ImmutableArray<string> regions) : IRegionTables
{
    private readonly Dictionary<(string Observer, string Region), RegionRecord> records = [];

    /// <summary>Regions whose tables do not answer.</summary>
    public HashSet<string> Silent { get; } = [];

    public List<DrainClaim> Claims { get; } = [];

    /// <summary>Whether another act always comes first.</summary>
    public bool ClaimsAreLost { get; set; }

    public RegionRecord Of(string observer, string region) => records.GetValueOrDefault((observer, region)) ?? RegionRecord.Untouched(region);

    public void Put(string observer, RegionRecord record) => records[(observer, record.Region)] = record;

    public void PutEverywhere(RegionRecord record)
    {
        foreach (var observer in regions)
            Put(observer, record);
    }

    public Task<ImmutableArray<TableView>> LookAsync(CancellationToken cancel) =>
        Task.FromResult(regions.Select(observer => new TableView(observer, Silent.Contains(observer) ? null : [.. regions.Select(region => Of(observer, region))])).ToImmutableArray());

    public Task<bool> ClaimAsync(DrainClaim claim, CancellationToken cancel)
    {
        if (ClaimsAreLost)
            return Task.FromResult(false);
        Claims.Add(claim);
        PutEverywhere(new RegionRecord(claim.Region, claim.At, null));
        return Task.FromResult(true);
    }
}
