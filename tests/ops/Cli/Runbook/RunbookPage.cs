using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Appointments.Tests.Cli.Runbook;

/// <summary>A page of docs/runbook: the line to type first, the five questions, and for a fault how it is rehearsed.</summary>
/// <param name="Name">Without folder and ending.</param>
internal sealed partial record RunbookPage(string Name, string Text, ImmutableArray<PageCommand> Commands)
{
    public const string Rehearsal = "Rehearse it";

    /// <summary>What stands in the parts after which a fault is over.</summary>
    private static readonly string[] Afterwards = ["How to know that it is over", "How to return"];

    /// <summary>The page that leads to the others.</summary>
    public const string Index = "../runbook";

    public static string Folder => Path.Combine(Session.Root, "docs/runbook");

    public static IEnumerable<RunbookPage> All() => Directory.EnumerateFiles(Folder, "*.md").Order(StringComparer.Ordinal).Select(file => Read(Path.GetFileNameWithoutExtension(file)));

    public static RunbookPage Read(string name) => Parse(name, File.ReadAllText(Path.Combine(Folder, $"{name}.md")));

    public static RunbookPage Parse(string name, string text)
    {
        var (commands, part, fence) = (new List<PageCommand>(), "", (string?)null);
        foreach (var line in text.Split('\n'))
        {
            if (Fence().Match(line) is { Success: true } edge)
                fence = fence is null ? edge.Groups[1].Value : null;
            else if (fence is "text")
                commands[^1].Shown.Add(line);
            else if (fence is not null)
                commands.AddRange(line.Trim() is "" || line.Trim().StartsWith('#') ? [] : [PageCommand.Parse(part, line.Trim())]);
            else
            {
                part = Part().Match(line) is { Success: true } heading ? heading.Groups[1].Value : part;
                commands.AddRange(Inline().Matches(line).Select(code => PageCommand.Parse(part, code.Groups[1].Value)));
            }
        }
        return new RunbookPage(name, text, [.. commands]);
    }

    /// <summary>In the order of a rehearsal: the fault, the page as far as it lasts, its end, the rest of the page.</summary>
    public IEnumerable<PageCommand> AsRehearsed()
    {
        var rehearsal = Commands.Where(command => command.Part == Rehearsal).ToArray();
        return [.. rehearsal.TakeWhile(command => !command.ClearsTheFault), .. Commands.Where(command => command.Part != Rehearsal && !Afterwards.Contains(command.Part)),
            .. rehearsal.SkipWhile(command => !command.ClearsTheFault), .. Commands.Where(command => Afterwards.Contains(command.Part))];
    }

    [GeneratedRegex(@"^\s*```(\w*)\s*$")]
    private static partial Regex Fence();

    [GeneratedRegex(@"^\*\*([^*]+)\.\*\*")]
    private static partial Regex Part();

    /// <summary>Code in a sentence is a command where it begins with a program and goes on: <c>`pulumi`</c> alone is its name.</summary>
    [GeneratedRegex(@"`((?:\./appointments|aws|pulumi|curl|git|jq|dig|openssl|dotnet) [^`]+)`")]
    private static partial Regex Inline();
}
