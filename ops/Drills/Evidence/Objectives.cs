using System.Collections.Immutable;
using System.Globalization;
using Appointments.Drills.Experiments;

namespace Appointments.Drills.Evidence;

/// <summary>What a drill is judged by: settings, from the file's configuration (<c>objective-FIGURE</c>) and the command line.</summary>
public static class Objectives
{
    public const string Prefix = "objective-";

    private const string NeedPrefix = "need-";

    /// <summary>Where a file says nothing: no promise is broken, nothing of good clients ends in quarantine, the way back costs nothing, never are two regions out at once, and clients are served again within five minutes (detection 90 s and a record's 60 s are half of it).</summary>
    private static readonly ImmutableDictionary<string, double> Standard = ImmutableDictionary.CreateRange(
        [KeyValuePair.Create(FigureNames.Lost, 0.0), KeyValuePair.Create(FigureNames.Doubled, 0.0), KeyValuePair.Create(FigureNames.Findings, 0.0), KeyValuePair.Create(FigureNames.SetAside, 0.0), KeyValuePair.Create(FigureNames.FailedAfterRecovery, 0.0),
        KeyValuePair.Create(FigureNames.DrainedAtOnce, 1.0), KeyValuePair.Create(FigureNames.TimeToRecover, 300.0)]);

    /// <exception cref="ExperimentException">One is about no figure, or is no number; the message names all that are.</exception>
    public static ImmutableDictionary<string, double> Of(Experiment experiment)
    {
        List<string> problems = [];
        var said = Read(experiment, Prefix, problems);
        Read(experiment, NeedPrefix, problems); // for its problems: they are told together
        return problems is [] ? Standard.SetItems(said) : throw new ExperimentException($"drills/{experiment.Name}.json", [.. problems]);
    }

    /// <summary>The least of a figure that a file asks for (<c>need-FIGURE</c>): with less there was not what the drill is about. Of a file that <see cref="Of"/> has read.</summary>
    public static ImmutableDictionary<string, double> NeedsOf(Experiment experiment) => Read(experiment, NeedPrefix, []);

    private static ImmutableDictionary<string, double> Read(Experiment experiment, string prefix, List<string> problems)
    {
        var bounds = ImmutableDictionary.CreateBuilder<string, double>();
        foreach (var (key, text) in experiment.Configuration.Where(setting => setting.Key.StartsWith(prefix, StringComparison.Ordinal)))
        {
            var figure = key[prefix.Length..];
            if (!FigureNames.All.Contains(figure))
                problems.Add($"$.configuration.{key}: there is no figure {figure}; expected one of {string.Join(", ", FigureNames.All)}");
            else if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var bound))
                problems.Add($"$.configuration.{key}: {text} is no number");
            else
                bounds[figure] = bound;
        }
        return bounds.ToImmutable();
    }
}
