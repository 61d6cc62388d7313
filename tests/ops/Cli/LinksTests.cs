using System.Text.RegularExpressions;

namespace Appointments.Tests.Cli;

public sealed partial class LinksTests
{
    [GeneratedRegex(@"\]\(([^)#\s]+)(#[^)]*)?\)")]
    private static partial Regex Link();

    [Fact]
    public void EveryLink_LeadsSomewhere()
    {
        var links = DocumentedCommand.Pages().SelectMany(page => Link().Matches(File.ReadAllText(page)).Select(link => (Page: page, To: link.Groups[1].Value))).Where(link => !link.To.Contains("://")).ToArray();

        Assert.True(links.Length > 60);
        Assert.Empty(links.Where(link => !Path.Exists(Path.Combine(Path.GetDirectoryName(link.Page)!, link.To))).Select(link => $"{Path.GetRelativePath(Session.Root, link.Page)} leads to {link.To}, which is not there"));
    }
}
