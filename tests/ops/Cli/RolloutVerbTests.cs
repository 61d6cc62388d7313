using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json.Nodes;

namespace Appointments.Tests.Cli;

/// <summary>What <c>rollout</c> says and refuses before it asks anything of AWS or of a local run.</summary>
public sealed class RolloutVerbTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rollout-verb-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task ASoakThatIsTooShortForAlarms_IsTaken_AndSaysForWhich()
    {
        var (without, with) = (await Session.RunAsync("rollout", "--stack", "prod", "--dry-run"), await Session.RunAsync("rollout", "--stack", "prod", "--dry-run", "--soak", "600"));

        Assert.Equal((0, 0), (without.Exit, with.Exit));
        Assert.Contains("Each step is watched for 1080 s.", without.Errors);
        Assert.DoesNotContain("Too short", without.Errors);
        Assert.Contains("Each step is watched for 600 s.", with.Errors);
        Assert.Matches("Too short for alarms that need 1080 s: .*sa-east-1-watch-alarms-api-latency", with.Errors);
        Assert.StartsWith("1. global: the way back: the commit of the stack's last update, ", without.Output);
    }

    [Theory]
    [InlineData("--first", "eu-west-1", "--dry-run")]
    [InlineData("--first", "eu-west-1")]
    public async Task AnUnknownFirstRegion_IsAllThatIsSaid(params string[] words)
    {
        var outcome = await Session.RunAsync(["rollout", "--stack", "prod", .. words]);

        Assert.Equal(new Outcome(2, "", "--first eu-west-1: the regions are us-east-1, sa-east-1."), outcome);
    }

    [Theory]
    [InlineData("nowhere", "/nowhere is not there: expected a folder, or a zip, with the functions' executable, bootstrap. Publish one with functions/publish.sh.")]
    [InlineData("empty", "/empty is no release, for it holds no bootstrap: expected a folder")]
    [InlineData("empty.zip", "/empty.zip is no release, for it holds no bootstrap: expected a folder")]
    [InlineData("text.zip", "/text.zip cannot be read as a zip (")]
    [InlineData("text", "/text is no release, for it holds no bootstrap: expected a folder")]
    public async Task WhatIsNoRelease_IsRefused_BeforeARunIsAsked(string release, string expected)
    {
        folder.CreateSubdirectory("empty");
        ZipFile.CreateFromDirectory(Path.Combine(folder.FullName, "empty"), Path.Combine(folder.FullName, "empty.zip"));
        foreach (var text in new[] { "text", "text.zip" })
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, text), "no zip");
        string[] words = ["rollout", "--release", Path.Combine(folder.FullName, release)];

        foreach (var outcome in new[] { await Session.RunAsync(words), await Session.RunAsync([.. words, "--dry-run"]) })
        {
            Assert.Equal((2, ""), (outcome.Exit, outcome.Output));
            Assert.StartsWith($"--release: {folder.FullName}{expected}", outcome.Errors);
        }
    }

    [Theory]
    [InlineData("No local run of this user is up: start one with ./appointments run")]
    [InlineData("No local run answers at http://127.0.0.1:1/", "--control", "http://127.0.0.1:1")]
    [InlineData("--back-to abc names the commit to which a stack on AWS goes back (--stack); a local run goes back to what each region runs now. Leave --back-to out.", "--back-to", "abc")]
    public async Task ARelease_AsFolderOrZip_IsOne_SoThatTheRestIsSaid(string expected, params string[] words)
    {
        var release = folder.CreateSubdirectory("release");
        await File.WriteAllTextAsync(Path.Combine(release.FullName, "bootstrap"), "");
        ZipFile.CreateFromDirectory(release.FullName, $"{release.FullName}.zip");

        foreach (var path in new[] { release.FullName, $"{release.FullName}.zip" })
        {
            var outcome = await Session.RunAsync(["rollout", "--release", path, .. words]);

            Assert.Equal((2, ""), (outcome.Exit, outcome.Output));
            Assert.StartsWith(expected, outcome.Errors);
        }
    }

    /// <summary>In a clone of its own with one commit.</summary>
    [Fact]
    public async Task TheCommitToGoBackTo_IsLookedUp_AndThePlanHasTheWayBackByItsWholeHash()
    {
        foreach (var file in Directory.EnumerateFiles(Session.Root, "Pulumi*.yaml"))
            File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
        var head = await GitAsync("-c init.defaultBranch=main init -q", "-c user.name=a -c user.email=a@example.org commit -q --allow-empty -m before", "rev-parse HEAD");
        Task<Outcome> PlanAsync(string commit, params string[] words) => Session.RunAsync(new Dictionary<string, string> { ["APPOINTMENTS_ROOT"] = folder.FullName }, ["rollout", "--stack", "prod", "--back-to", commit, .. words]);

        var (known, text, unknown, notDry) = (await PlanAsync(head[..8], "--dry-run", "--json"), await PlanAsync("main", "--dry-run"), await PlanAsync("deadbeef", "--dry-run"), await PlanAsync("deadbeef"));

        Assert.Equal((0, 0, 2, 2), (known.Exit, text.Exit, unknown.Exit, notDry.Exit));
        var way = JsonNode.Parse(known.Output)!.AsArray()[0]!;
        Assert.Equal($"the way back: commit {head}, checked out beside this clone, its functions published", way["what"]!.ToString());
        Assert.Matches($"^git worktree add --detach .*appointments-prod-{head[..12]} {head}$", way["command"]!.ToString());
        Assert.StartsWith($"1. global: the way back: commit {head}", text.Output);
        Assert.All([unknown, notDry], outcome => Assert.StartsWith("--back-to deadbeef: expected a commit of this clone, as git log shows them; where it is newer than the clone, git fetch first. git rev-parse", outcome.Errors));
        Assert.Equal(("", ""), (unknown.Output, notDry.Output));
    }

    /// <returns>What the last command wrote.</returns>
    private async Task<string> GitAsync(params string[] commands)
    {
        var output = "";
        foreach (var command in commands)
        {
            using var git = Process.Start(new ProcessStartInfo("git", command) { WorkingDirectory = folder.FullName, RedirectStandardOutput = true })!;
            output = (await git.StandardOutput.ReadToEndAsync()).Trim();
            await git.WaitForExitAsync();
            Assert.Equal(0, git.ExitCode);
        }
        return output;
    }
}
