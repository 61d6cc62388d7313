using System.Text.RegularExpressions;

namespace Appointments.Tests.Cli;

/// <summary>A command as a page says it, taken apart as a shell would: quotation marks, no variables.</summary>
internal static partial class DocumentedCommand
{
    public static string Root => Session.Root;

    /// <summary>Every page that a person reads.</summary>
    public static IEnumerable<string> Pages() =>
        Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(Root, "*.md")).Order(StringComparer.Ordinal);

    public static string[] Words(string command) => [.. Word().Matches(command).Select(word => Quote().Replace(word.Value, "$1$2"))];

    [GeneratedRegex("""('[^']*'|"[^"]*"|[^\s'"])+""")]
    private static partial Regex Word();

    [GeneratedRegex("'([^']*)'|\"([^\"]*)\"")]
    private static partial Regex Quote();
}
