using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Appointments.Local.Processes;

namespace Appointments.Tests.Cli;

/// <summary>What a call of the command line left: its exit code and what it wrote.</summary>
internal sealed record Outcome(int Exit, string Output, string Errors);

/// <summary>One call of the real program, as in a shell without a terminal; its temporary files go to a folder of its own.</summary>
internal sealed class Session : IAsyncDisposable
{
    /// <summary>The longest that a call may take, a drill with a run of its own included: a minute on an idle machine. It ends a test that would hang, and judges no machine's speed.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(20);

    private readonly Process process;
    private readonly DirectoryInfo temporary = Directory.CreateTempSubdirectory("cli-test-");
    private readonly DirectoryInfo runtime = Directory.CreateTempSubdirectory("cli-test-runtime-");
    private readonly OutputTail output = new(100_000);
    private readonly OutputTail errors = new(10_000);

    private Session(string[] arguments, IReadOnlyDictionary<string, string> environment)
    {
        // env: a test runner that was started in the background hands an ignored SIGINT down.
        var start = new ProcessStartInfo("/usr/bin/env", ["--default-signal=INT", Environment.ProcessPath!, Program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["APPOINTMENTS_ROOT"] = Root;
        start.Environment["PULUMI_ERROR_OUTPUT_STRING"] = "true";
        start.Environment["TMPDIR"] = temporary.FullName;
        start.Environment["XDG_RUNTIME_DIR"] = runtime.FullName; // no run of this machine's user is found, and none of ours by them
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(errors, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The built program.</summary>
    public static string Program => Metadata("Program");

    /// <summary>The clone that the program runs on.</summary>
    public static string Root => Metadata("RepositoryRoot");

    /// <summary>What is left of its temporary files.</summary>
    public IEnumerable<string> TemporaryFiles => Directory.EnumerateFileSystemEntries(temporary.FullName);

    /// <summary>The files by which other processes find its runs.</summary>
    public IEnumerable<string> Announcements => Directory.EnumerateFiles(runtime.FullName, "*", SearchOption.AllDirectories);

    public static Session Start(params string[] arguments) => new(arguments, new Dictionary<string, string>());

    /// <summary>A call that ends by itself.</summary>
    public static async Task<Outcome> RunAsync(params string[] arguments)
    {
        await using var session = Start(arguments);
        return await session.EndAsync();
    }

    /// <param name="environment">On top of this process's.</param>
    public static async Task<Outcome> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        await using var session = new Session(arguments, environment);
        return await session.EndAsync();
    }

    /// <summary>Waits for a line of standard output.</summary>
    public Task<string> SeeAsync(Func<string, bool> wanted) => SeeAsync(output, wanted);

    /// <summary>Waits for a line of standard error, where progress is told.</summary>
    public Task<string> SeeProgressAsync(Func<string, bool> wanted) => SeeAsync(errors, wanted);

    /// <summary>What it wrote to standard output so far, line by line.</summary>
    public IReadOnlyList<string> Lines => output.Lines;

    /// <summary>Types a line.</summary>
    public async Task TypeAsync(string line)
    {
        await process.StandardInput.WriteLineAsync(line);
        await process.StandardInput.FlushAsync();
    }

    public void Interrupt() => Signal.Send("INT", process.Id);

    /// <summary>SIGKILL to the program alone. A command of it lives on, holding its output open, until its input ends.</summary>
    public void Kill()
    {
        Signal.Send("KILL", process.Id);
        process.StandardInput.Close();
    }

    /// <summary>Every process below it, as they are now.</summary>
    public IReadOnlyList<LiveProcess> Descendants() => LiveProcess.Below(process.Id);

    /// <summary>Waits for its end.</summary>
    public async Task<Outcome> EndAsync()
    {
        using var late = new CancellationTokenSource(Longest);
        try { await process.WaitForExitAsync(late.Token); }
        catch (OperationCanceledException) { Assert.Fail($"It did not end within {Longest.TotalMinutes} min.\n{Text(output)}\n{Text(errors)}"); }
        return new Outcome(process.ExitCode, Text(output), Text(errors));
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
        temporary.Delete(recursive: true);
        runtime.Delete(recursive: true);
    }

    private async Task<string> SeeAsync(OutputTail lines, Func<string, bool> wanted)
    {
        var line = lines.FirstAsync(wanted);
        if (await Task.WhenAny(line, process.WaitForExitAsync()).WaitAsync(Longest) != line)
            Assert.Fail($"It ended with {process.ExitCode} before it wrote the line.\n{Text(output)}\n{Text(errors)}");
        return await line;
    }

    private static string Text(OutputTail lines) => string.Join('\n', lines.Lines);

    private static void Keep(OutputTail lines, string? line)
    {
        if (line is not null)
            lines.Add(line);
    }

    private static string Metadata(string key) => typeof(Session).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}

/// <summary>Signals, through the command that people use.</summary>
internal static class Signal
{
    public static void Send(string name, int processId)
    {
        using var kill = Process.Start("kill", [$"-{name}", processId.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }
}
