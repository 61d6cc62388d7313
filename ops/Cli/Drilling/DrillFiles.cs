using System.Collections.Immutable;
using Appointments.Drills.Experiments;

namespace Appointments.Cli.Drilling;

/// <summary>The files of <c>drills/</c>, read with the command line that will run them.</summary>
internal static class DrillFiles
{
    /// <summary>Where no system is known yet: the file's own words stand.</summary>
    public static readonly ImmutableDictionary<string, string> AnyRegions = ImmutableDictionary<string, string>.Empty;

    private const string SettingPrefix = "setting-";

    public static IEnumerable<string> All() => Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    /// <param name="settings">What replaces or joins the file's configuration.</param>
    /// <exception cref="UsageException">There is no such drill.</exception>
    /// <exception cref="ExperimentException">Something in it is wrong; the message names everything that is.</exception>
    public static Experiment Read(string name, ImmutableDictionary<string, string> settings)
    {
        if (!All().Contains(name))
            throw new UsageException($"There is no drill {name}: the drills are {string.Join(", ", All())}.");
        return new ExperimentReader(settings, InProcessCommands.ProblemOf).Read($"drills/{name}.json", File.ReadAllText(Path.Combine(Folder, $"{name}.json")));
    }

    /// <summary>What the drill's run must be set to, each <c>KEY=VALUE</c>: its configuration's <c>setting-KEY</c>.</summary>
    public static IEnumerable<string> Needs(Experiment drill) =>
        drill.Configuration.Where(each => each.Key.StartsWith(SettingPrefix, StringComparison.Ordinal)).Select(each => $"{each.Key[SettingPrefix.Length..]}={each.Value}").Order(StringComparer.Ordinal);

    private static string Folder => Path.Combine(Repository.Root(), "drills");
}
