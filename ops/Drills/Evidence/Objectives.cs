using System.Collections.Immutable;
using System.Globalization;
using Appointments.Drills.Experiments;

namespace Appointments.Drills.Evidence;

/// <summary>What a drill is judged by: settings, from the file's configuration (<c>objective-FIGURE</c>) and the command line.</summary>
public static class Objectives
{
    public const string Prefix = "objective-";

    /// <summary>Where a file says nothing: no promise is broken, and clients are served again within five minutes (detection 90 s and a record's 60 s are half of it).</summary>
    private static readonly ImmutableDictionary<string, double> Standard = ImmutableDictionary.CreateRange(
        [KeyValuePair.Create(FigureNames.Lost, 0.0), KeyValuePair.Create(FigureNames.Doubled, 0.0), KeyValuePair.Create(FigureNames.Findings, 0.0), KeyValuePair.Create(FigureNames.TimeToRecover, 300.0)]);

    /// <exception cref="ExperimentException">One is about no figure, or is no number; the message names all that are.</exception>
    public static ImmutableDictionary<string, double> Of(Experiment experiment)
    {
        List<string> problems = [];
        var objectives = Standard.ToBuilder();
        foreach (var (key, text) in experiment.Configuration.Where(setting => setting.Key.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            var figure = key[Prefix.Length..];
            if (!FigureNames.All.Contains(figure))
                problems.Add($"$.configuration.{key}: there is no figure {figure}; expected one of {string.Join(", ", FigureNames.All)}");
            else if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var most))
                problems.Add($"$.configuration.{key}: {text} is no number");
            else
                objectives[figure] = most;
        }
        return problems is [] ? objectives.ToImmutable() : throw new ExperimentException($"drills/{experiment.Name}.json", [.. problems]);
    }
}
