using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Appointments.Drills.Evidence;
using Appointments.Drills.Experiments;
using Spectre.Console;

namespace Appointments.Cli.Drilling;

/// <summary>What <c>drill</c> writes, for people and for programs.</summary>
internal static class DrillTables
{
    public static Table Of(IEnumerable<Experiment> drills)
    {
        var table = new Table().AddColumns("drill", "what it does", "tags");
        foreach (var drill in drills)
            table.AddRow(Markup.Escape(drill.Name), Markup.Escape(drill.Title), Markup.Escape(string.Join(", ", drill.Tags)));
        return table;
    }

    public static void Write(IAnsiConsole console, DrillReport report)
    {
        var table = new Table().Title(report.Passed ? "[green]PASS[/]" : "[red]FAIL[/]").AddColumns("figure", "measured", "unit", "at time scale 1, at most", "allowed");
        foreach (var figure in report.Figures)
            table.AddRow(figure.Name, Number(figure.Value), figure.Unit, Number(figure.AtScaleOne), figure.Met is false ? $"[red]{Number(figure.Objective)}[/]" : Number(figure.Objective));
        console.Write(table);
        foreach (var reason in report.Reasons)
            console.WriteLine(reason);
    }

    public static void Write(IAnsiConsole console, Comparison comparison)
    {
        console.WriteLine($"{comparison.Before.Name}: {comparison.Verdicts}");
        foreach (var difference in comparison.Differences)
            console.WriteLine($"not run alike: {difference}");
        var table = new Table().AddColumns("figure", "before", "after", "change", "unit");
        foreach (var change in comparison.Changes)
            table.AddRow(change.Name, Number(change.Before), Number(change.After), change.Change is > 0 ? $"+{Number(change.Change)}" : Number(change.Change), change.Unit);
        console.Write(table);
    }

    public static void Write(IAnsiConsole console, ImmutableArray<FigureSpread> spreads)
    {
        var table = new Table().AddColumns("figure", "median", "worst", "unit", "of");
        foreach (var spread in spreads)
            table.AddRow(spread.Name, Number(spread.Median), Number(spread.Worst), spread.Unit, $"{spread.Measured} runs");
        console.Write(table);
    }

    private static string Number(double? value) => value?.ToString("0.###", CultureInfo.InvariantCulture) ?? "-";
}
