using System.Text.Json.Nodes;
using Appointments.Tests.Run;

namespace Appointments.Tests.Cli;

/// <summary>What a script behind a verb goes by: 1 where what was asked for is not so.</summary>
public sealed class ExitCodesTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("exit-codes-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task ARollout_EndsWithNone_WhereEveryRegionRunsTheRelease_AndWithOne_WhereItWentBack()
    {
        await using var system = await RunningSystem.StartAsync();
        var (good, broken) = (Path.Combine(folder.FullName, "good"), folder.CreateSubdirectory("broken").FullName);
        Directory.CreateSymbolicLink(good, Path.Combine(Session.Root, "functions/Lambda/bin/Release/net10.0"));
        File.CreateSymbolicLink(Path.Combine(broken, "bootstrap"), "/bin/false");
        Task<Outcome> RollOutAsync(params string[] words) => Session.RunAsync(["rollout", .. words, "--soak", "0", "--control", system.ControlUrl]);

        var (plan, done, back) = (await RollOutAsync("--release", broken, "--dry-run"), await RollOutAsync("--release", good, "--json"), await RollOutAsync("--release", broken, "--first", "us-east-1"));

        Assert.Equal((0, 0, 1), (plan.Exit, done.Exit, back.Exit));
        Assert.StartsWith("1. sa-east-1: ", plan.Output); // not first where the tables' owner is
        Assert.Equal("sa-east-1 and us-east-1 run the release.", JsonNode.Parse(done.Output)!["sentence"]!.ToString());
        Assert.Matches("us-east-1 .*WentBack", back.Output);
        Assert.Matches("sa-east-1 .*NotTouched", back.Output);
        Assert.Contains("us-east-1 runs again what it ran before: with the release it was not well.", back.Output);
        Assert.Contains("us-east-1 goes back: ", back.Errors);
    }

    /// <summary>Nothing was used badly: its backend is silent.</summary>
    [Fact]
    public async Task PulumiThatDoesNotTell_EndsWithOne_AndSaysWhatToTypeInstead()
    {
        var bin = Directory.CreateTempSubdirectory("no-backend-");
        await File.WriteAllTextAsync(Path.Combine(bin.FullName, "pulumi"), "#!/bin/sh\necho 'no backend' >&2\nexit 255\n");
        using (var chmod = System.Diagnostics.Process.Start("chmod", ["+x", Path.Combine(bin.FullName, "pulumi")]))
            await chmod.WaitForExitAsync();

        var outcome = await Session.RunAsync(new Dictionary<string, string> { ["PATH"] = $"{bin.FullName}:{Environment.GetEnvironmentVariable("PATH")}" }, "region", "status", "--stack", "prod");

        bin.Delete(recursive: true);
        Assert.Equal((1, ""), (outcome.Exit, outcome.Output));
        Assert.StartsWith("pulumi stack output --stack prod ended with 255: no backend", outcome.Errors);
        Assert.Contains("--outputs FILE", outcome.Errors);
    }

    [Fact]
    public async Task WhatIsNotSo_EndsWithOne()
    {
        await using var system = await RunningSystem.StartAsync();
        Task<Outcome> TypeAsync(string line) => Session.RunAsync([.. line.Split(' '), "--control", system.ControlUrl]);

        var (few, many) = (await TypeAsync("probe dead-letters us-east-1 --at-most 0 --within 60"), await Eventually.SeeAsync(() => TypeAsync("probe dead-letters us-east-1 --at-least 1"), outcome => outcome.Output is not "", "how many there are"));
        var nobody = await TypeAsync($"drill lose-rows nobody --region us-east-1 --into {Path.Combine(folder.FullName, "lost.jsonl")}");
        await TypeAsync("fault inject api-unreachable --region us-east-1");
        var unsent = await TypeAsync("drill poison nobody --region us-east-1 --count 1");
        await TypeAsync("fault inject table-unreachable --region us-east-1");
        var (half, seen) = (await TypeAsync("region history"), await TypeAsync("region status"));
        await TypeAsync("fault inject table-unreachable --region sa-east-1");
        var (none, unseen) = (await TypeAsync("region history"), await TypeAsync("region status"));

        Assert.Equal(((0, "0"), (1, "0")), ((few.Exit, few.Output), (many.Exit, many.Output)));
        Assert.Equal(((1, "0 rows of 0 appointments are gone."), (1, "0 of 1 were accepted.")), ((nobody.Exit, nobody.Output), (unsent.Exit, unsent.Output)));
        Assert.Equal((0, 1, 0, 1), (half.Exit, none.Exit, seen.Exit, unseen.Exit));
        Assert.Contains("The table of us-east-1 does not answer.", half.Output);
        Assert.DoesNotContain("sa-east-1 does not answer", half.Output);
    }

    /// <summary>An objective that nobody can meet, and no time for clients to move.</summary>
    [Fact]
    public async Task ADrill_ThatMissesAnObjective_OrWhoseProbesRunOutOfPatience_EndsWithOne_AndSaysWhich()
    {
        var outcome = await Session.RunAsync("drill", "run", "planned-drain", "--local", "--time-scale", "60", "--rate", "2", "--seed", "5", "--into", folder.FullName, "--json", "--patience", "0.1", "--objective", "p99-before=0");

        Assert.Equal(1, outcome.Exit);
        var report = JsonNode.Parse(outcome.Output)!;
        Assert.False(report["passed"]!.GetValue<bool>());
        Assert.Contains(report["reasons"]!.AsArray(), reason => reason!.ToString().StartsWith("In the method: clients-have-moved ("));
        Assert.Contains(report["reasons"]!.AsArray(), reason => reason!.ToString().StartsWith("p99-before is ") && reason.ToString().Contains("0 ms is the most that is allowed"));
    }
}
