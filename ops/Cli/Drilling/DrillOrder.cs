using System.Collections.Immutable;
using System.Globalization;
using Appointments.Drills.Evidence;
using Appointments.Drills.Experiments;
using Appointments.Graph;
using Appointments.Plan;

namespace Appointments.Cli.Drilling;

/// <summary>What a command line says of a drill, checked before anything is started.</summary>
/// <param name="Region">The region that is hit; null: the first of the settings.</param>
/// <param name="Objectives">For the configuration of the drill's file.</param>
internal sealed record DrillOrder(string Name, string? Region, ImmutableDictionary<string, string> Objectives)
{
    /// <param name="objectives">Each <c>FIGURE=N</c>.</param>
    /// <exception cref="UsageException">One is about no figure, or sets no number.</exception>
    public static DrillOrder Of(string name, string? region, IEnumerable<string> objectives) => new(name, region, objectives.Select(Objective).ToImmutableDictionary(each => each.Key, each => each.Value));

    /// <summary>The settings that a run needs which is started for it: the local edge leads clients to the region that owns the tables first, so the region that is hit has to be that one.</summary>
    /// <param name="said">What the command line sets itself.</param>
    /// <exception cref="UsageException">The settings have no such region.</exception>
    public IEnumerable<string> NeedsOf(StackConfiguration configuration, Experiment drill, IEnumerable<string> said)
    {
        if (Region is null)
            return [];
        var settings = configuration.ToSettings();
        return MeasuredFinder.Region(settings.Regions, Region) == settings.PrimaryRegion || !WantsClientsIn(drill) || said.Any(each => each.StartsWith($"{Settings.PrimaryRegion.Key}=", StringComparison.Ordinal)) ? [] : [$"{Settings.PrimaryRegion.Key}={Region}"];
    }

    /// <summary>Its steady state asks that clients are served by the region that is hit.</summary>
    private static bool WantsClientsIn(Experiment drill) =>
        drill.Hypothesis.Any(probe => probe.Arguments is ["probe", "share", var region, ..] && region == drill.Configuration.GetValueOrDefault("region") && probe.Arguments.Contains("--at-least"));

    private static (string Key, string Value) Objective(string assignment)
    {
        if (assignment.Split('=', 2) is not [var figure, var most])
            throw new UsageException($"--objective {assignment}: expected FIGURE=N, such as {FigureNames.TimeToRecover}=300.");
        if (!FigureNames.All.Contains(figure))
            throw new UsageException($"--objective {assignment}: there is no figure {figure}: expected one of {string.Join(", ", FigureNames.All)}.");
        return double.TryParse(most, NumberStyles.Float, CultureInfo.InvariantCulture, out var bound) && double.IsFinite(bound) ? ($"{Drills.Evidence.Objectives.Prefix}{figure}", most)
            : throw new UsageException($"--objective {assignment}: {most} is no number: expected FIGURE=N, such as {FigureNames.TimeToRecover}=300.");
    }
}
