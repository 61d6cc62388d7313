using System.Collections.Immutable;

namespace Appointments.Drills.Evidence;

/// <summary>How one figure changed. What either drill did not have is null.</summary>
/// <param name="Change">After less before; null where either is not known.</param>
public sealed record FigureChange(string Name, string Unit, double? Before, double? After, double? Change);

/// <summary>What is different between two drills.</summary>
/// <param name="Differences">In how they were run: with any of these, figures are not strictly comparable.</param>
public sealed record Comparison(DrillReport Before, DrillReport After, ImmutableArray<string> Differences, ImmutableArray<FigureChange> Changes)
{
    /// <summary>How each ended, such as <c>passed, then not passed</c>.</summary>
    public string Verdicts => $"{Verdict(Before)}, then {Verdict(After)}";

    public static Comparison Of(DrillReport before, DrillReport after) => new(before, after, [.. Differing(before, after)],
        [.. FigureNames.All.Select(name => Change(name, before.Of(name), after.Of(name))).OfType<FigureChange>()]);

    private static FigureChange? Change(string name, Figure? before, Figure? after) => before is null && after is null ? null
        : new FigureChange(name, (after ?? before)!.Unit, before?.Value, after?.Value, after?.Value - before?.Value is { } change ? Math.Round(change, 3) : null);

    private static string Verdict(DrillReport report) => report.Passed ? "passed" : "not passed";

    private static IEnumerable<string> Differing(DrillReport before, DrillReport after)
    {
        foreach (var (what, one, other) in new (string, object, object)[]
        {
            ("drill", before.Name, after.Name), ("system", before.Setting.System, after.Setting.System), ("region", before.Setting.Region, after.Setting.Region),
            ("time scale", before.Setting.TimeScale, after.Setting.TimeScale), ("requests a second", before.Setting.RequestsPerSecond, after.Setting.RequestsPerSecond), ("seed", before.Setting.Seed, after.Setting.Seed),
        })
            if (!one.Equals(other))
                yield return $"{what}: {one}, then {other}";
    }
}
