namespace Appointments.Tests.Cli;

/// <summary>README.es.md says the same in Spanish: the same commands, the same drawing, the same pages.</summary>
public sealed class SpanishReadmeTests
{
    private static string Read(string file) => File.ReadAllText(Path.Combine(Session.Root, file));

    /// <summary>What stands between fences, but for its comments, which are in the page's language.</summary>
    private static string[] Blocks(string file) =>
        [.. Read(file).Split("```").Where((_, index) => index % 2 is 1).Select(block => string.Join('\n', block.Split('\n').Select(line => line.Split("  #")[0].TrimEnd())))];

    [Fact]
    public void ItsBlocks_AreThoseOfTheEnglishOne()
    {
        Assert.True(Blocks("README.md").Length > 4);
        Assert.Equal(Blocks("README.md"), Blocks("README.es.md"));
    }

    [Fact]
    public void ItLeadsToTheSamePages()
    {
        static string[] Links(string text) => [.. text.Split("](").Skip(1).Select(rest => rest.Split(')')[0]).Where(link => !link.StartsWith("README")).Distinct().Order()];

        Assert.NotEmpty(Links(Read("README.md")));
        Assert.Equal(Links(Read("README.md")), Links(Read("README.es.md")));
    }
}
