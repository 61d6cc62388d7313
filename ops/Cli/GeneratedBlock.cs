namespace Appointments.Cli;

/// <summary>A part of a Markdown page that a command writes: it stands between a comment with the command, <c>&lt;!-- $ ./appointments … --&gt;</c>, and <c>&lt;!-- /$ --&gt;</c>.</summary>
internal static class GeneratedBlock
{
    public const string Begin = "<!-- $ ", EndOfBegin = " -->\n", End = "<!-- /$ -->";

    /// <exception cref="UsageException">The page has no such block.</exception>
    public static async Task ReplaceAsync(FileInfo page, string command, string text, CancellationToken cancel)
    {
        var mark = $"{Begin}{command}{EndOfBegin}";
        var before = page.Exists ? await File.ReadAllTextAsync(page.FullName, cancel) : "";
        var from = before.IndexOf(mark, StringComparison.Ordinal);
        var to = from < 0 ? -1 : before.IndexOf(End, from, StringComparison.Ordinal);
        if (to < 0)
            throw new UsageException($"{page.FullName} has no place for this: expected the lines {mark.Trim()} and {End}, between which it goes.");
        await File.WriteAllTextAsync(page.FullName, $"{before[..(from + mark.Length)]}{text}{before[to..]}", cancel);
    }
}
