using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Appointments.Cost;

namespace Appointments.Cli;

/// <summary>The estimate for programs: every line with its price, date and source. USD, rounded to a hundredth of a cent.</summary>
internal static class CostJson
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(Estimate estimate, ImmutableArray<Lever> levers) => JsonSerializer.Serialize(new
    {
        estimate.Stack,
        estimate.Workload.Requests,
        Currency = "USD",
        FixedPerMonth = Round(estimate.FixedUsd),
        PerMillionRequests = Round(estimate.PerMillionUsd),
        Total = Round(estimate.TotalUsd),
        ByService = Sums(estimate, line => line.Service),
        ByRegion = Sums(estimate, line => line.Region ?? Price.Global),
        Lines = estimate.Lines.Select(line => new { line.Service, Region = line.Region ?? Price.Global, line.What, line.Resource, line.PerRequest, Quantity = Round(line.Quantity), line.Price.Unit, UnitUsd = line.Price.Usd, Usd = Round(line.Usd), line.Price.Date, line.Price.Source, line.Price.Evidence }),
        Levers = levers.Select(lever => new { Setting = lever.Candidate.Setting.FullKey, lever.From, lever.Candidate.To, SavesUsd = Round(lever.SavesUsd), lever.Candidate.Cost }),
        estimate.Workload.Assumptions,
        Unverified = estimate.Unverified.Select(price => new { price.Item, price.Region, price.Usd, price.Unit }),
    }, Json);

    private static IEnumerable<object> Sums(Estimate estimate, Func<CostLine, string> by) =>
        estimate.Lines.GroupBy(by).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new
        {
            Name = group.Key,
            Fixed = Round(group.Where(line => !line.PerRequest).Sum(line => line.Usd)),
            Requests = Round(group.Where(line => line.PerRequest).Sum(line => line.Usd)),
            Total = Round(group.Sum(line => line.Usd)),
        });

    private static decimal Round(decimal value) => Math.Round(value, 4);
}
