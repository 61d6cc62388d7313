using Appointments.Cli;
using Appointments.Tests.Run;
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

    /// <summary>A runbook is read in a bad hour: what it says about regions is typed here, in its order, at a run that is there.</summary>
    [Fact]
    public async Task TheRunbooksCommands_WorkOnARun_InTheOrderInWhichTheyStand()
    {
        await using var system = await RunningSystem.StartAsync("--time-scale", "20");
        var commands = DocumentedCommand.All().Where(command => command.Page.StartsWith("docs/runbook") && command.Line.StartsWith("region ") && !command.Line.Contains("--stack")).ToArray();

        await Eventually.SeeAsync(() => system.Control.StatusAsync(), status => status["regions"]!.AsArray().All(region => region!["healthy"]!.GetValue<bool>()), "both regions healthy");

        Assert.True(commands.Length > 10);
        foreach (var command in commands)
        {
            var outcome = await Session.RunAsync([.. DocumentedCommand.Words(command.Line.Replace("REGION", "us-east-1")), "--control", system.ControlUrl]);
            Assert.True(outcome.Exit is 0, $"{command.Page}: ./appointments {command.Line} ended with {outcome.Exit}: {outcome.Output}{outcome.Errors}");
        }
        Assert.Equal(0, (await system.EndByAsync("exit 0")).Exit);
    }
}
