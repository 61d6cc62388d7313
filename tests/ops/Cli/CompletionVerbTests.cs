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
    public async Task ATab_CompletesVerbsOptionsAndRegions(string typed, string expected)
    {
        var script = await Session.RunAsync("completion", "bash");
        Assert.Equal((0, ""), (script.Exit, script.Errors));

        var words = typed.Split(' ');
        using var bash = Process.Start(new ProcessStartInfo("bash", ["--norc", "-c",
            $"{script.Output}\nCOMP_WORDS=(./appointments \"$@\"); COMP_CWORD=$#; _appointments; echo \"${{COMPREPLY[*]}}\"; complete -p ./appointments", "bash", .. words]) { RedirectStandardOutput = true })!;
        var output = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();

        Assert.Equal($"{expected}\ncomplete -o default -F _appointments ./appointments\n", output);
    }

    [Fact]
    public async Task Zsh_GetsTheSame_ByItsOwnEmulation() =>
        Assert.StartsWith("autoload -U +X bashcompinit && bashcompinit\n_appointments() {", (await Session.RunAsync("completion", "zsh")).Output);
}
