using System.ComponentModel;
using System.Diagnostics;

namespace Appointments.Rollout.Aws;

/// <summary>Real programs of this machine, with its environment. What they write to standard error goes to the user as it comes.</summary>
public sealed class Commands(IProgress<string> progress, TimeProvider clock) : ICommands
{
    private const int KeptLines = 15;

    /// <summary>One call of an API, which answers within seconds; where a network swallows it, aws tries on for minutes, and what puts a region right waits behind it. pulumi and git take the time that they take.</summary>
    private static readonly TimeSpan AwsWithin = TimeSpan.FromSeconds(60);

    public async Task<string> RunAsync(CommandLine command, CancellationToken cancel)
    {
        using var process = Start(command);
        var last = new Queue<string>();
        using var deadline = new CancellationTokenSource(Path.GetFileName(command.Program) is "aws" ? AwsWithin : Timeout.InfiniteTimeSpan, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancel);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(either.Token), FollowAsync(process.StandardError, last));
        try
        {
            await process.WaitForExitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            throw new ReleaseException($"This did not end within {AwsWithin.TotalSeconds:0} s and was stopped; whether it was done is not known: {command}. Does this machine reach the region?");
        }
        catch (OperationCanceledException)
        {
            process.Kill(); // pulumi is given its chance by the terminal, whose Ctrl-C reaches it too
            throw;
        }
        await errors;
        if (process.ExitCode is 0)
            return await output;
        var said = last.Concat((await output).Split('\n').TakeLast(KeptLines)).Where(line => line.Trim() is not "");
        throw new ReleaseException($"{command.Program} {string.Join(' ', command.Arguments.Take(2))} ended with {process.ExitCode}:\n{string.Join('\n', said.Select(line => $"  {line}"))}");
    }

    private static Process Start(CommandLine command)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(command.Program, command.Arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = command.Folder ?? "" })!;
        }
        catch (Win32Exception missing)
        {
            throw new ReleaseException($"There is no {command.Program} on the PATH ({missing.Message}): a rollout needs pulumi, aws and git.", missing);
        }
    }

    private async Task FollowAsync(StreamReader errors, Queue<string> last)
    {
        while (await errors.ReadLineAsync() is { } line)
        {
            progress.Report(line);
            last.Enqueue(line);
            if (last.Count > KeptLines)
                last.Dequeue();
        }
    }
}
