using Appointments.Tests.Run;

namespace Appointments.Tests.Cli.Runbook;

/// <summary>A runbook is read in a bad hour: every command of its pages is typed here, with the page's fault in the local run, and does what the page says.</summary>
public sealed class RunbookCommandsTests(RunbookWorld world) : IClassFixture<RunbookWorld>
{
    public static TheoryData<string> Pages => new(RunbookPage.All().Select(page => page.Name).Append(RunbookPage.Index));

    [Theory, MemberData(nameof(Pages))]
    public async Task APagesCommands_DoWhatItSays_InTheOrderOfARehearsal(string page)
    {
        await world.WellAsync();
        await using var shell = world.Shell();
        foreach (var command in RunbookPage.Read(page).AsRehearsed())
            await TypeAsync(shell, command);
    }

    [AwsCliFact]
    public void TheAwsCommands_WereHeldToTheAwsCli() => Assert.NotEmpty(AwsCli.Path!);

    /// <summary>What changes something is typed once; what only looks, until it shows what the page shows.</summary>
    private async Task TypeAsync(PageShell shell, PageCommand command)
    {
        var line = world.Fill(command.IsADrill ? "./appointments drill list" : command.Line);
        string[] shown = command.IsADrill ? [$"│ {command.Line.Split(' ')[3]} │…"] : [.. command.Shown.Select(world.Fill)];
        var asked = world.Aws.Asked.Count;
        async Task<(int Exit, string Output)> Once() => await shell.RunAsync(line);
        bool IsAsShown((int Exit, string Output) seen) => seen.Exit == command.Exit && !PageCommand.Missing(shown, seen.Output).Any();

        var seen = command.OnlyLooks ? await Eventually.SeeAsync(Once, IsAsShown, $"{line}, which exits {command.Exit} and shows\n{string.Join('\n', shown)}\n", PageShell.Longest) : await Once();

        Assert.True(seen.Exit == command.Exit, $"{line}\nexits {seen.Exit}; the page says {command.Exit}. It wrote:\n{seen.Output}");
        Assert.True(IsAsShown(seen), $"{line}\ndoes not show, as the page does:\n{string.Join('\n', PageCommand.Missing(shown, seen.Output))}\nIt wrote:\n{seen.Output}");
        Assert.True(AwsCli.Path is null || !command.Line.StartsWith("aws ") || world.Aws.Asked.Count > asked, $"{line}\nasked nothing of AWS.");
    }
}
