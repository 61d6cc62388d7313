using Appointments.Cli;
using Spectre.Console;

namespace Appointments.Tests.Cli;

/// <summary>What a page tells a person to type can be typed.</summary>
public sealed class DocumentedCommandsTests
{
    public static TheoryData<string, string> Commands()
    {
        var commands = new TheoryData<string, string>();
        foreach (var (page, line) in DocumentedCommand.All().Distinct())
            commands.Add(page, line);
        return commands;
    }

    [Fact]
    public void Pages_HoldCommands() => Assert.True(DocumentedCommand.All().Distinct().Count() > 40);

    [Theory, MemberData(nameof(Commands))]
    public void ACommand_IsOneThatThereIs(string page, string line)
    {
        var parsed = CommandLine.Root(AnsiConsole.Console).Parse(DocumentedCommand.Words(line));

        Assert.Empty(parsed.Errors.Select(error => $"{page}: ./appointments {line}: {error.Message}"));
    }
}
