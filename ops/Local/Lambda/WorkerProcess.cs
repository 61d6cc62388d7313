using System.Collections.Immutable;
using System.Diagnostics;

namespace Appointments.Local.Lambda;

/// <summary>A function's operating system process.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly Task<int> exit;

    private WorkerProcess(Process process)
    {
        this.process = process;
        exit = ExitAsync();
    }

    public int Id => process.Id;

    /// <summary>The exit code, once the process has ended and its last line was read; above 128: the signal is the rest.</summary>
    public Task<int> Exit => exit;

    /// <exception cref="System.ComponentModel.Win32Exception">The file cannot be started.</exception>
    public static WorkerProcess Start(string executable, ImmutableDictionary<string, string> environment, string directory, Action<string> onLine)
    {
        var start = new ProcessStartInfo(executable) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false, WorkingDirectory = directory };
        start.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Pass(line.Data, onLine);
        process.ErrorDataReceived += (_, line) => Pass(line.Data, onLine);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new WorkerProcess(process);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true); // as Lambda: no function of ours has an extension that would be told first
        }

        await exit;
        process.Dispose();
    }

    private static void Pass(string? line, Action<string> onLine)
    {
        if (line is not null)
        {
            onLine(line);
        }
    }

    private async Task<int> ExitAsync()
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
