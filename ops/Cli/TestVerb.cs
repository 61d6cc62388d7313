using System.CommandLine;
using Spectre.Console;

namespace Appointments.Cli;

/// <summary><c>test</c>: every test there is; the last line counts them.</summary>
internal static class TestVerb
{
    public static Command Create(IAnsiConsole console)
    {
        var only = new Option<string?>("--only") { Description = "Only test projects whose path contains this.", HelpName = "TEXT" };
        var filter = new Option<string?>("--filter") { Description = "Only tests that this filter of `dotnet test` selects.", HelpName = "FILTER" };
        var command = new Command("test", "Builds everything and runs every test; the last line is `N passed, N failed`.") { only, filter };
        command.SetAction(async (parsed, cancel) =>
        {
            var run = new TestRun(Repository.Root(), console, parsed.GetValue(filter));
            if (!await run.BuildAsync(cancel))
                return ExitCode.NotSo;
            var result = await run.RunAsync(parsed.GetValue(only) ?? "", cancel);
            foreach (var skipped in result.Skipped)
                console.WriteLine($"skipped: {skipped}");
            Console.Out.WriteLine($"{result.Passed} passed, {result.Failed} failed{(result.Skipped.Count > 0 ? $", {result.Skipped.Count} skipped" : "")}");
            return result.Failed is 0 && result.Passed > 0 ? ExitCode.Done : ExitCode.NotSo;
        });
        return command;
    }
}
