using Appointments.Tests.Run;

namespace Appointments.Tests.Cli;

/// <summary><c>run --faults FILE</c>.</summary>
public sealed class FaultFileTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Fact]
    public async Task AFilesFaults_ComeAndGo_WhileTheRunIsUp()
    {
        await File.WriteAllTextAsync(file, """[{"at": 0, "inject": {"kind": "functions-failing", "region": "us-east-1"}}, {"at": 15, "clear": {}}]""");
        await using var system = await RunningSystem.StartAsync("--faults", file);

        await Eventually.SeeAsync(async () => (await system.Regions["us-east-1"].GetAsync("/appointments")).Code, code => code is 502, "functions that fail");
        await Eventually.SeeAsync(async () => (await system.Regions["us-east-1"].GetAsync("/appointments")).Code, code => code is 200, "functions that work again");

        Assert.Contains("at 15 s: Cleared functions-failing --region us-east-1.", (await system.EndByAsync("exit 0")).Errors);
    }

    [Fact]
    public async Task AFileWithProblems_IsRefused_BeforeAnythingIsStarted()
    {
        await File.WriteAllTextAsync(file, """[{"at": 1, "inject": {"kind": "functions-slow", "region": "us-east-9"}}]""");

        var outcome = await Session.RunAsync("run", "--port", "0", "--faults", file, "--", "true");
        var missing = await Session.RunAsync("run", "--port", "0", "--faults", "no-such-file", "--", "true");

        Assert.Equal((2, ""), (outcome.Exit, outcome.Output));
        Assert.Equal($"--faults {file}:\n  Step 1: There is no region us-east-9: the regions are us-east-1, sa-east-1.\n  Step 1: functions-slow needs seconds, how much longer an invocation takes: from 0.001 to 900.", outcome.Errors);
        Assert.Equal((2, "--faults no-such-file: there is no such file."), (missing.Exit, missing.Errors));
    }
}
