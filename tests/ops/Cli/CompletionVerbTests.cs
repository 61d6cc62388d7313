using System.Diagnostics;

namespace Appointments.Tests.Cli;

/// <summary>The script in the shell that it is for. zsh runs the same one through its bashcompinit, and is not on every machine.</summary>
public sealed class CompletionVerbTests
{
    [Theory]
    [InlineData("re", "region")]
    [InlineData("region dr", "drain")]
    [InlineData("region drain us-", "us-east-1")]
    [InlineData("region drain --reason x --em", "--emergency")]
    [InlineData("region restore --desp", "--despite-backlog")]
    [InlineData("quarantine dis", "discard")]
    [InlineData("region drain sa-east-1 --dr", "--dry-run")]
    [InlineData("fault inject repl", "replication-delayed replication-stopped")]
    [InlineData("fault inject region-dead --region sa", "sa-east-1")]
    [InlineData("fault inject replication-stopped --region sa-east-1 --to u", "us-east-1")]
    [InlineData("fault clear functions-f", "functions-failing")]
    [InlineData("drill run pl", "planned-drain")]
    [InlineData("drill run planned-drain --settings p", "prod")]
    [InlineData("drill run planned-drain --region = us", "us-east-1")] // bash makes three words of --region=us
    [InlineData("drill run planned-drain --region =", "sa-east-1 us-east-1")]
    [InlineData("region status --stack ", "dev prod")]
    [InlineData("rollout --first sa", "sa-east-1")]
    [InlineData("probe backlog us", "us-east-1")]
    [InlineData("graph --format m", "mermaid")]
    [InlineData("completion z", "zsh")]
    [InlineData("region drain us-east-1 --reason ", "")] // words of one's own
    [InlineData("region status --outputs ", "")] // a file, which the shell offers
    [InlineData("region status --json --out", "--outputs")] // takes no value
    [InlineData("region drain /", "")]
    [InlineData("region drain *", "")]
    [InlineData("region -", "--help -h")]
    public async Task ATab_CompletesVerbsOptionsAndValues(string typed, string expected)
    {
        var script = await Session.RunAsync("completion", "bash");
        Assert.Equal((0, ""), (script.Exit, script.Errors));

        var completed = await CompleteAsync(script.Output, typed);

        Assert.Equal($"{expected}\ncomplete -o default -F _appointments ./appointments\n", completed);
    }

    /// <summary>A file's name may be any; the script is run by who sources it.</summary>
    [Fact]
    public async Task ANameThatAShellWouldReadAsMore_IsNotOffered()
    {
        var clone = Directory.CreateTempSubdirectory("completion-");
        try
        {
            foreach (var file in Directory.GetFiles(Session.Root, "Pulumi*.yaml"))
                File.Copy(file, Path.Combine(clone.FullName, Path.GetFileName(file)));
            var drills = clone.CreateSubdirectory("drills");
            foreach (var name in new[] { "region-lost", "region-*", "region-$(touch run)", "region-`touch run`", "region-\"; touch run; \"", "region-a b" })
                await File.WriteAllTextAsync(Path.Combine(drills.FullName, $"{name}.json"), "{}");

            var script = await Session.RunAsync(new Dictionary<string, string> { ["APPOINTMENTS_ROOT"] = clone.FullName }, "completion", "bash");
            var completed = await CompleteAsync(script.Output, "drill run region", clone.FullName);

            Assert.StartsWith("region-lost\n", completed);
            Assert.False(File.Exists(Path.Combine(clone.FullName, "run")));
        }
        finally { clone.Delete(recursive: true); }
    }

    /// <summary>None of them is one of another system's ways to ask for help, or a pattern of file names.</summary>
    [Fact]
    public async Task EveryWordThatIsOffered_IsOnlyItsLetters()
    {
        var script = await Session.RunAsync("completion", "bash");

        var offered = script.Output.Split('\n').Where(line => line.Contains(" words=\"")).SelectMany(line => line.Split(" words=\"")[1].Split('"')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToHashSet();

        Assert.InRange(offered.Count, 100, 1_000);
        Assert.All(offered, word => Assert.Matches(@"^[\w.-]+\z", word));
    }

    /// <summary>A verb's new option of this name, too.</summary>
    [Theory]
    [InlineData("--region", "sa-east-1 us-east-1", 5)]
    [InlineData("--to", "sa-east-1 us-east-1", 2)]
    [InlineData("--stack", "dev prod", 10)]
    [InlineData("--settings", "dev prod", 3)]
    public async Task AnOptionThatIsCalledSo_OffersTheSameBehindEveryVerb(string option, string expected, int atLeast)
    {
        var script = await Session.RunAsync("completion", "bash");

        var offers = script.Output.Split('\n').Where(line => line.Contains(") words=\""))
            .SelectMany(line => line.Split(") words=")[0].Split(" | ").Where(typed => typed.TrimEnd('"').EndsWith($" {option}", StringComparison.Ordinal)).Select(typed => (typed, words: line.Split(" words=\"")[1].Split('"')[0]))).ToArray();

        Assert.InRange(offers.Length, atLeast, 100);
        Assert.All(offers, offer => Assert.Equal(expected, offer.words));
    }

    [Fact]
    public async Task ASlashBeforeALetter_IsAFile_AndNoCryForHelp()
    {
        var outcome = await Session.RunAsync("drill", "compare", "/h", "/nowhere");

        Assert.Equal((2, ""), (outcome.Exit, outcome.Output));
        Assert.Contains("/h", outcome.Errors);
    }

    [Fact]
    public async Task Zsh_GetsTheSame_ByItsOwnEmulation() =>
        Assert.StartsWith("autoload -U +X bashcompinit && bashcompinit\n_appointments() {", (await Session.RunAsync("completion", "zsh")).Output);

    /// <returns>What bash would offer behind these words, of which the last is not finished, and for which commands.</returns>
    private static async Task<string> CompleteAsync(string script, string typed, string? folder = null)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["--norc", "-c",
            $"{script}\nCOMP_WORDS=(./appointments \"$@\"); COMP_CWORD=$#; _appointments; echo \"${{COMPREPLY[*]}}\"; complete -p ./appointments", "bash", .. typed.Split(' ')]) { RedirectStandardOutput = true, WorkingDirectory = folder ?? "" })!;
        var output = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        return output;
    }
}
