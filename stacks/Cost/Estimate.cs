using System.Collections.Immutable;

namespace Appointments.Cost;

/// <summary>A month's bill.</summary>
public sealed record Estimate(string Stack, Workload Workload, ImmutableArray<CostLine> Lines)
{
    /// <summary>What a month without requests costs.</summary>
    public decimal FixedUsd => Lines.Where(line => !line.PerRequest).Sum(line => line.Usd);

    public decimal RequestsUsd => Lines.Where(line => line.PerRequest).Sum(line => line.Usd);

    /// <summary>What a million requests more cost. Storage is in it as a year of them would be stored.</summary>
    public decimal PerMillionUsd => Workload.Requests is 0 ? 0 : RequestsUsd / Workload.Requests * 1_000_000;

    public decimal TotalUsd => FixedUsd + RequestsUsd;

    /// <summary>The prices that this bill uses and that nobody could check from here.</summary>
    public ImmutableArray<Price> Unverified => [.. Lines.Where(line => line.Usd > 0 && line.Price.Evidence is Price.Unverified).Select(line => line.Price).Distinct()];
}
