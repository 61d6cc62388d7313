using System.Diagnostics;
using System.Xml.Linq;
using Spectre.Console;

namespace Appointments.Cli;

/// <summary>What the tests gave.</summary>
/// <param name="Skipped">Each with its reason.</param>
internal sealed record TestResult(int Passed, int Failed, IReadOnlyList<string> Skipped);

/// <summary>Builds the solution once and runs its test projects one after the other: they start real servers, and two cores are few.</summary>
internal sealed class TestRun(string root, IAnsiConsole console, string? filter)
{
    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    public async Task<bool> BuildAsync(CancellationToken cancel)
    {
        console.MarkupLine("[grey]building…[/]");
        return await DotnetAsync(["msbuild", "Appointments.sln", "-restore", "-p:Configuration=Release", "-v:quiet", "-nologo", "-tl:off", "-clp:ErrorsOnly"], cancel) is 0;
    }

    public async Task<TestResult> RunAsync(string only, CancellationToken cancel)
    {
        var (passed, failed, skipped) = (0, 0, new List<string>());
        var results = Directory.CreateTempSubdirectory("appointments-tests-");
        try
        {
            foreach (var project in Directory.EnumerateFiles(Path.Combine(root, "tests"), "*.Tests.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                var name = Path.GetRelativePath(root, project);
                if (!name.Contains(only))
                    continue;
                var result = await RunProjectAsync(project, name, results.FullName, cancel);
                passed += result.Passed;
                failed += result.Failed;
                skipped.AddRange(result.Skipped);
            }
        }
        finally
        {
            results.Delete(recursive: true);
        }
        return new TestResult(passed, failed, skipped);
    }

    private async Task<TestResult> RunProjectAsync(string project, string name, string folder, CancellationToken cancel)
    {
        console.MarkupLine($"[grey]{Markup.Escape(name)}[/]");
        var clock = Stopwatch.StartNew();
        var trx = $"{Path.GetFileNameWithoutExtension(project)}.trx";
        List<string> arguments = ["test", project, "-c", "Release", "--no-build", "-nologo", "-v", "quiet", "--results-directory", folder, "--logger", $"trx;LogFileName={trx}", "--logger", "console;verbosity=minimal"];
        if (filter is not null)
            arguments.AddRange(["--filter", filter]);
        var exit = await DotnetAsync(arguments, cancel);
        var file = Path.Combine(folder, trx);
        if (!File.Exists(file)) // nothing ran: no test selected, or the runner itself failed
            return new TestResult(0, exit is 0 ? 0 : 1, []);
        var outcomes = XDocument.Load(file).Descendants(Trx + "UnitTestResult").ToLookup(test => (string)test.Attribute("outcome")!);
        var failures = outcomes["Failed"].Count();
        console.MarkupLine($"[grey]  {clock.Elapsed.TotalSeconds:F0} s[/]");
        return new TestResult(outcomes["Passed"].Count(), exit is not 0 && failures is 0 ? 1 : failures,
            [.. outcomes["NotExecuted"].Select(test => $"{test.Attribute("testName")!.Value}: {test.Descendants(Trx + "Message").FirstOrDefault()?.Value ?? "no reason given"}")]);
    }

    private async Task<int> DotnetAsync(IEnumerable<string> arguments, CancellationToken cancel)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = root })!;
        try
        {
            await process.WaitForExitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        return process.ExitCode;
    }
}
