using System.Diagnostics;
using System.Globalization;
using Appointments.Local.Processes;

namespace Appointments.Tests.Data;

public sealed class ChildProcessTests
{
    [Fact]
    public async Task ChildProcess_ReportsPartExitCodeAndLastLines_WhenItEndsEarly()
    {
        await using var child = await ChildProcess.StartAsync(Shell("the clock of us-east-1", "for i in $(seq 100); do echo line $i; done; exit 7"));

        var report = await child.EndedEarly;

        Assert.Equal(7, report.ExitCode);
        Assert.Equal("the clock of us-east-1", report.Part);
        Assert.Equal(ChildProcess.KeptLines, report.LastLines.Length);
        Assert.Contains("line 100", report.LastLines);
        Assert.Contains("the clock of us-east-1 ended early with exit code 7", report.Message, StringComparison.Ordinal);
    }

    /// <summary>Two pipes, each read by itself: which of their lines comes first nobody knows.</summary>
    [Fact]
    public async Task ChildProcess_KeepsWhatIsWrittenToStandardError_WithTheRest()
    {
        await using var child = await ChildProcess.StartAsync(Shell("part", "echo starting; echo no disk >&2; exit 7"));

        Assert.Equal(["no disk", "starting"], (await child.EndedEarly).LastLines.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task ChildProcess_FailsTheWaitForALine_WhenItEndsBeforeTheLine()
    {
        await using var child = await ChildProcess.StartAsync(Shell("part", "echo starting; exit 3"));

        var failure = await Assert.ThrowsAsync<ChildProcessException>(() =>
            child.WaitForLineAsync(line => line.StartsWith("LISTENING", StringComparison.Ordinal), Eventually.GiveUp, CancellationToken.None));

        Assert.Equal(3, failure.ExitCode);
        Assert.Equal("starting", Assert.Single(failure.LastLines));
    }

    [Fact]
    public async Task ChildProcess_FailsTheWaitForReadiness_WhenItIsNotReadyInTime()
    {
        await using var child = await ChildProcess.StartAsync(Shell("part", "echo slow; sleep 600"));
        await child.WaitForLineAsync(line => line == "slow", Eventually.GiveUp, CancellationToken.None);

        var failure = await Assert.ThrowsAsync<ChildProcessException>(() =>
            child.WaitUntilReadyAsync(_ => Task.FromResult(false), TimeSpan.FromMilliseconds(200), CancellationToken.None));

        Assert.Contains("was not ready within 0.2 s", failure.Message, StringComparison.Ordinal);
        Assert.Null(failure.ExitCode);
    }

    [Fact]
    public async Task ChildProcess_SeesOnlyTheEnvironmentItWasGiven_WhenThisProcessHasMore()
    {
        Assert.NotNull(Environment.GetEnvironmentVariable("PATH"));
        var command = Shell("env", "") with { FileName = "env", Arguments = [] };

        await using var child = await ChildProcess.StartAsync(command with { Environment = command.Environment.Clear().Add("REGION", "sa-east-1") });
        await child.Exited;

        Assert.Equal("REGION=sa-east-1", Assert.Single(child.LastLines));
    }

    [Fact]
    public async Task Dispose_EndsTheWholeTree_WhenTheChildIgnoresSigterm()
    {
        var child = await ChildProcess.StartAsync(Shell("stubborn", "trap '' TERM; sleep 600 & echo $!; wait; wait"));
        var grandchild = Number(await child.WaitForLineAsync(_ => true, Eventually.GiveUp, CancellationToken.None));
        Assert.True(IsAlive(grandchild));

        await child.StopAsync(TimeSpan.FromMilliseconds(200)).WaitAsync(Eventually.GiveUp);

        Assert.False(IsAlive(child.Id));
        await Eventually.TrueAsync(() => !IsAlive(grandchild), "the child's own child is gone");
    }

    [Fact]
    public async Task ChildProcess_Ends_WhenItsParentIsKilledWithSigkill()
    {
        await using var parent = await ChildProcess.StartAsync(ProcessCommand.Inheriting("parent", "dotnet", [typeof(ParentProgram).Assembly.Location]));
        var child = Number(await parent.WaitForLineAsync(_ => true, Eventually.GiveUp, CancellationToken.None));
        Assert.True(IsAlive(child));

        Process.GetProcessById(parent.Id).Kill(); // SIGKILL, and the parent alone

        Assert.Equal(128 + 9, await parent.Exited);
        await Eventually.TrueAsync(() => !IsAlive(child), "the child of a killed parent is gone");
    }

    [Fact]
    public async Task ChildProcess_LivesOn_WhenThePoolThreadThatAskedForItIsGone()
    {
        // pdeathsig follows the thread that starts, so an ordinary thread that starts a child and ends would take it along.
        ChildProcess? child = null;
        var asking = new Thread(() => child = ChildProcess.StartAsync(Shell("part", "echo up; read line; sleep 600")).GetAwaiter().GetResult());
        asking.Start();
        asking.Join();
        await child!.WaitForLineAsync(line => line == "up", Eventually.GiveUp, CancellationToken.None);

        await Assert.ThrowsAsync<TimeoutException>(() => child.Exited.WaitAsync(TimeSpan.FromMilliseconds(300)));

        await child.DisposeAsync();
    }

    private static ProcessCommand Shell(string name, string script) => ProcessCommand.Inheriting(name, "sh", ["-c", script]);

    private static int Number(string line) => int.Parse(line, CultureInfo.InvariantCulture);

    // A zombie has ended: it only waits for its parent to ask.
    private static bool IsAlive(int id) => File.Exists($"/proc/{id}/stat") && !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);
}
