using System.Text.RegularExpressions;

namespace Appointments.Tests.Cli;

/// <summary>What a command writes into docs/ is what it would write now. After a change: bash docs/refresh.sh.</summary>
public sealed partial class GeneratedPagesTests
{
    [GeneratedRegex("^<!-- \\$ \\./appointments (.*) -->$", RegexOptions.Multiline)]
    private static partial Regex Mark();

    public static TheoryData<string, string> Blocks()
    {
        var blocks = new TheoryData<string, string>();
        foreach (var page in DocumentedCommand.Pages())
            foreach (Match mark in Mark().Matches(File.ReadAllText(page)))
                blocks.Add(Path.GetRelativePath(DocumentedCommand.Root, page), mark.Groups[1].Value);
        return blocks;
    }

    [Theory, MemberData(nameof(Blocks))]
    public async Task ABlock_IsWhatItsCommandWrites(string page, string command)
    {
        using var copy = new TemporaryCopy(page);

        var outcome = await Session.RunAsync([.. DocumentedCommand.Words(command), "--into", copy.Path]);

        Assert.Equal("", outcome.Errors);
        Assert.Equal(File.ReadAllText(Path.Combine(DocumentedCommand.Root, page)), File.ReadAllText(copy.Path));
    }

    [Theory]
    [InlineData("docs/settings.md", "settings")]
    [InlineData("docs/architecture.md", "graph --stack prod --format mermaid")]
    public async Task APage_IsWhatItsCommandWrites(string page, string command)
    {
        using var copy = new TemporaryCopy(page);

        var outcome = await Session.RunAsync([.. DocumentedCommand.Words(command), "--into", copy.Path]);

        Assert.Equal((0, ""), (outcome.Exit, outcome.Errors));
        Assert.Equal(File.ReadAllText(Path.Combine(DocumentedCommand.Root, page)), File.ReadAllText(copy.Path));
    }

    private sealed class TemporaryCopy : IDisposable
    {
        public TemporaryCopy(string page) => File.Copy(System.IO.Path.Combine(DocumentedCommand.Root, page), Path, overwrite: true);

        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Dispose() => File.Delete(Path);
    }
}
