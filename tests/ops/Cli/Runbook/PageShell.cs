using System.Diagnostics;

namespace Appointments.Tests.Cli.Runbook;

/// <summary>The shell of a person who works through a page: what one line sets, the next one has.</summary>
internal sealed class PageShell : IAsyncDisposable
{
    /// <summary>The longest that a line of a page may take; <c>region restore --wait</c> takes 3 s on an idle machine, and here several tests share two cores.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    private readonly Process bash;
    private readonly string end = $"end-{Guid.NewGuid():N}";

    /// <param name="folder">Where it starts.</param>
    /// <param name="environment">On top of this process's.</param>
    public PageShell(string folder, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("bash", ["--norc", "--noprofile"]) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        bash = Process.Start(start)!;
    }

    /// <returns>What it exited with and wrote, errors among it.</returns>
    public async Task<(int Exit, string Output)> RunAsync(string line)
    {
        await bash.StandardInput.WriteLineAsync($"eval '{line.Replace("'", @"'\''")}' </dev/null 2>&1; exited=$?; echo; echo {end} $exited");
        await bash.StandardInput.FlushAsync();
        var written = new List<string>();
        using var late = new CancellationTokenSource(Longest);
        while (await SaidAsync(line, written, late.Token) is { } said)
        {
            if (said.StartsWith(end))
                return (ExitOf(said), string.Join('\n', written).TrimEnd());
            written.Add(said);
        }
        throw new InvalidOperationException($"The shell ended at: {line}\n{string.Join('\n', written)}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!bash.HasExited)
            bash.Kill(entireProcessTree: true);
        await bash.WaitForExitAsync();
        bash.Dispose();
    }

    private async Task<string?> SaidAsync(string line, List<string> written, CancellationToken late)
    {
        try { return await bash.StandardOutput.ReadLineAsync(late); }
        catch (OperationCanceledException) { throw new TimeoutException($"{line}\ndid not end within {Longest.TotalSeconds} s. It wrote:\n{string.Join('\n', written)}"); }
    }

    private int ExitOf(string said) => int.Parse(said[(end.Length + 1)..]);
}
