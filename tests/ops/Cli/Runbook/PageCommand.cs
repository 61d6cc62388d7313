using System.Text.RegularExpressions;

namespace Appointments.Tests.Cli.Runbook;

/// <summary>A command as a runbook page has it.</summary>
/// <param name="Part">The bold words under which it stands; empty: above the first of them.</param>
/// <param name="Line">As it is typed, with words in capitals in the place of names.</param>
/// <param name="Exit">What the page says that it exits with: <c># exits N</c> behind it; 0 where nothing is said.</param>
internal sealed partial record PageCommand(string Part, string Line, int Exit)
{
    /// <summary>The lines that the page shows of what it writes; <c>…</c> stands for anything.</summary>
    public List<string> Shown { get; } = [];

    /// <summary>Whether it changes nothing, so that a person looks again until it shows what the page shows.</summary>
    public bool OnlyLooks => Looks().IsMatch(Line);

    public bool ClearsTheFault => Line.StartsWith("./appointments fault clear");

    public static PageCommand Parse(string part, string line)
    {
        var exit = ExitsWith().Match(line);
        return new PageCommand(part, Comment().Replace(line, "").Trim(), exit.Success ? int.Parse(exit.Groups[1].Value) : 0);
    }

    /// <summary>Takes minutes and a run of its own: with its page it is looked for among the drills that there are; <see cref="RunbookDrillsTests"/> runs them.</summary>
    public bool IsADrill => Line.StartsWith("./appointments drill run ");

    /// <summary>What of the lines that a page shows is not in what was written; empty: all is there.</summary>
    public static IEnumerable<string> Missing(IEnumerable<string> shown, string output)
    {
        var written = output.Split('\n').Select(line => Blanks().Replace(line, " ").Trim()).ToArray();
        return shown.Where(each => !written.Any(line => Pattern(each).IsMatch(line)));
    }

    /// <summary>How wide a table's columns are depends on what is in them; <c>…</c> stands for an empty cell too.</summary>
    private static Regex Pattern(string shown) => new($"^{Regex.Escape(Blanks().Replace(shown, " ").Trim()).Replace(@"\ …\ ", @"\ (?:.*\ )?").Replace("…", ".*")}$");

    [GeneratedRegex(@"^(\./appointments (region (status|history)|fault list|quarantine (list|show))|curl )")]
    private static partial Regex Looks();

    [GeneratedRegex(@"\s#\sexits (\d+)")]
    private static partial Regex ExitsWith();

    [GeneratedRegex(@"\s#\s.*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
