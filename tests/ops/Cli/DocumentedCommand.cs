using System.Text.RegularExpressions;

namespace Appointments.Tests.Cli;

/// <summary>A command as a page says it, taken apart as a shell would: quotation marks, no variables.</summary>
/// <param name="Page">From the repository's root.</param>
/// <param name="Line">What stands behind <c>./appointments</c>.</param>
internal sealed partial record DocumentedCommand(string Page, string Line)
{
    public static string Root => Session.Root;

    /// <summary>Every page that a person reads.</summary>
    public static IEnumerable<string> Pages() =>
        Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(Root, "*.md")).Order(StringComparer.Ordinal);

    /// <summary>Every command that stands on a page or in the workflow, in code of either form.</summary>
    public static IEnumerable<DocumentedCommand> All() =>
        from page in Pages().Append(Path.Combine(Root, ".github/workflows/deploy.yml")).Append(Path.Combine(Root, "docs/refresh.sh"))
        from line in File.ReadAllLines(page)
        from found in InCode().Matches(line).Select(match => match.Groups[1].Value)
        let command = Rest().Replace(found, "").Trim()
        where command is not ""
        select new DocumentedCommand(Path.GetRelativePath(Root, page), command);

    public static string[] Words(string command) => [.. Word().Matches(command).Select(word => Quote().Replace(word.Value, "$1$2"))];

    /// <summary>Up to the next backtick: an inline command ends there, a whole line has none.</summary>
    [GeneratedRegex(@"\./appointments ([^`]*)")]
    private static partial Regex InCode();

    /// <summary>Another command, a redirection or a comment.</summary>
    [GeneratedRegex(@"( -->| && | \|\| | \| | > |; |\)? >|\s#|\s{3,}).*$")]
    private static partial Regex Rest();

    [GeneratedRegex("""('[^']*'|"[^"]*"|[^\s'"])+""")]
    private static partial Regex Word();

    [GeneratedRegex("'([^']*)'|\"([^\"]*)\"")]
    private static partial Regex Quote();
}
