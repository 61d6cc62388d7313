using System.Collections.Immutable;
using System.Globalization;
using Appointments.Cost;
using Spectre.Console;

namespace Appointments.Cli;

/// <summary>The estimate for people: by service and region, what is paid without a request, what saves most, what it rests on.</summary>
internal sealed class CostReport(IAnsiConsole console, Estimate estimate, ImmutableArray<Lever> levers)
{
    public void Write()
    {
        console.Write(ByService());
        console.Write(Fixed());
        console.WriteLine($"{estimate.Stack}: {Usd(estimate.FixedUsd)} USD a month without a request, {Usd(estimate.PerMillionUsd)} USD for each million requests; {estimate.Workload.Requests:N0} requests: {Usd(estimate.TotalUsd)} USD");
        console.WriteLine();
        console.WriteLine("What would save most (priced anew with the one setting changed):");
        foreach (var lever in levers)
            console.WriteLine($"  {lever.Candidate.Setting.FullKey} {Shown(lever.From)} -> {Shown(lever.Candidate.To)}: {Usd(lever.SavesUsd)} USD a month. It costs: {lever.Candidate.Cost}.");
        if (levers.IsEmpty)
            console.WriteLine("  nothing of the settings");
        console.WriteLine();
        console.WriteLine("Assumed:");
        foreach (var assumption in estimate.Workload.Assumptions)
            console.WriteLine($"  {assumption}");
        console.WriteLine($"Prices: stacks/Cost/prices.json, {estimate.Lines.Min(line => line.Price.Date):yyyy-MM-dd} to {estimate.Lines.Max(line => line.Price.Date):yyyy-MM-dd}. Not verified, {Usd(UnverifiedUsd)} USD of the total stand on them:");
        console.WriteLine($"  {string.Join(", ", estimate.Unverified.GroupBy(price => price.Region).Select(group => $"{group.Key}: {string.Join(" ", group.Select(price => price.Item))}"))}");
    }

    private decimal UnverifiedUsd => estimate.Lines.Where(line => line.Price.Evidence is Price.Unverified).Sum(line => line.Usd);

    private Table ByService()
    {
        var regions = estimate.Lines.Select(line => line.Region).Distinct().OrderBy(region => region ?? "", StringComparer.Ordinal).ToArray();
        var table = new Table().Title($"{estimate.Stack}: USD a month, {estimate.Workload.Requests:N0} requests").AddColumn("service");
        foreach (var title in regions.Select(region => region ?? "global").Concat(["total", "fixed", "per million"]))
            table.AddColumn(new TableColumn(title).RightAligned());
        foreach (var service in estimate.Lines.GroupBy(line => line.Service))
            table.AddRow([service.Key, .. Row([.. service], regions)]);
        table.AddRow(["total", .. Row(estimate.Lines, regions)]);
        return table;
    }

    private IEnumerable<string> Row(ImmutableArray<CostLine> lines, string?[] regions) =>
    [
        .. regions.Select(region => lines.Any(line => line.Region == region) ? Usd(lines.Where(line => line.Region == region).Sum(line => line.Usd)) : "-"),
        Usd(lines.Sum(line => line.Usd)),
        Usd(lines.Where(line => !line.PerRequest).Sum(line => line.Usd)),
        Usd(estimate.Workload.Requests is 0 ? 0 : lines.Where(line => line.PerRequest).Sum(line => line.Usd) / estimate.Workload.Requests * 1_000_000),
    ];

    private Table Fixed()
    {
        var table = new Table().Title("Paid without a request").AddColumns("service", "what").AddColumn(new TableColumn("USD a month").RightAligned());
        foreach (var line in estimate.Lines.Where(line => !line.PerRequest).GroupBy(line => (line.Service, line.What)))
            table.AddRow(line.Key.Service, Markup.Escape(line.Key.What), Usd(line.Sum(each => each.Usd)));
        return table;
    }

    private static string Usd(decimal value) => value.ToString("N2", CultureInfo.InvariantCulture);

    private static string Shown(string value) => value is "" ? "\"\"" : value;
}
