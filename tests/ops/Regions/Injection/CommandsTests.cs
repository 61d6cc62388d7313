using System.Diagnostics;
using System.Runtime.Versioning;
using Appointments.Rollout;
using Appointments.Rollout.Aws;
using Microsoft.Extensions.Time.Testing;

namespace Appointments.Tests.Regions.Injection;

/// <summary>Real programs: scripts that a test writes, under the names of those that are called.</summary>
[UnsupportedOSPlatform("windows")] // its programs are shell scripts
public sealed class CommandsTests : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(60);

    private readonly string folder = Directory.CreateTempSubdirectory("appointments-commands-").FullName;
    private readonly FakeTimeProvider clock = new();
    private readonly List<string> said = [];

    private sealed class Each(Action<string> report) : IProgress<string>
    {
        public void Report(string value) => report(value);
    }

    private Commands Commands => new(new Each(said.Add), clock);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Aws_IsStoppedAfterAMinute_WithWhatItStarted_AndTheErrorNamesTheCommand()
    {
        var (aws, child) = (Script("aws", "sleep 600 & echo $! > \"$0.pid\"; wait"), Path.Combine(folder, "aws.pid"));
        var running = Commands.RunAsync(new CommandLine(aws, ["lambda", "get-function-concurrency", "--function-name", "f"]), CancellationToken.None);
        var started = await WrittenAsync(child);
        clock.Advance(Minute - TimeSpan.FromMilliseconds(1));
        var early = running.IsCompleted;

        clock.Advance(TimeSpan.FromMilliseconds(1));

        var problem = await Assert.ThrowsAsync<ReleaseException>(() => running);
        Assert.False(early);
        Assert.Equal($"This did not end within 60 s and was stopped; whether it was done is not known: {aws} lambda get-function-concurrency --function-name f. Does this machine reach the region?", problem.Message);
        Assert.True(await IsGoneAsync(started));
    }

    [Fact]
    public async Task Pulumi_TakesTheTimeThatItTakes()
    {
        var pulumi = Script("pulumi", "echo begun >&2; read -r line < \"$0.fifo\"; echo $line");
        using (var made = Process.Start("mkfifo", $"{pulumi}.fifo"))
            await made.WaitForExitAsync();
        var running = Commands.RunAsync(new CommandLine(pulumi, ["up"]), CancellationToken.None);
        clock.Advance(TimeSpan.FromHours(1));

        await File.WriteAllTextAsync($"{pulumi}.fifo", "updated\n");

        Assert.Equal("updated\n", await running);
        Assert.Equal(["begun"], said);
    }

    private string Script(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, $"#!/bin/sh\n{text}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }

    /// <returns>The process id that the script wrote.</returns>
    private static async Task<int> WrittenAsync(string file)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        int id;
        while (!File.Exists(file) || !int.TryParse(await File.ReadAllTextAsync(file), out id))
            await timer.WaitForNextTickAsync();
        return id;
    }

    /// <summary>A signal to kill is sent, and not waited for: a process dies when it next runs.</summary>
    private static async Task<bool> IsGoneAsync(int id)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var look = 0; look < 500 && !IsGone(id); look++)
            await timer.WaitForNextTickAsync();
        return IsGone(id);
    }

    /// <summary>Killed and, where nobody waits for it, not yet buried.</summary>
    private static bool IsGone(int id) => !File.Exists($"/proc/{id}/stat") || File.ReadAllText($"/proc/{id}/stat").Split(')')[^1].TrimStart()[0] is 'Z' or 'X';
}
