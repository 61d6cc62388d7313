using System.CommandLine;
using Appointments.Faults;
using Appointments.Graph;

namespace Appointments.Cli;

/// <summary><c>--faults FILE</c>: what goes wrong in a run, and when.</summary>
internal sealed class FaultFileOption
{
    public Option<FileInfo?> Option { get; } = new("--faults")
    {
        Description = """What goes wrong and when: a JSON array of {"at": SECONDS, "inject": {"kind", "region", …}} and {"at": SECONDS, "clear": {…}}; the kinds are those of ./appointments fault inject --help.""",
        HelpName = "FILE",
    };

    /// <summary>Reads all of it, before anything is started.</summary>
    /// <returns>An empty script where no file is named.</returns>
    /// <exception cref="UsageException">It cannot be read; the message names every problem.</exception>
    public FaultScript Read(ParseResult parsed, StackConfiguration configuration)
    {
        if (parsed.GetValue(Option) is not { } file)
            return new FaultScript([]);
        if (!file.Exists)
            throw new UsageException($"--faults {file}: there is no such file.");
        try { return FaultFile.Parse(File.ReadAllText(file.FullName), [.. configuration.ToSettings().Regions]); }
        catch (FaultFileException problem) { throw new UsageException($"--faults {file}:\n{string.Join('\n', problem.Problems.Select(each => $"  {each}"))}"); }
    }
}

/// <summary>A script of faults while its run is up.</summary>
internal sealed class GoingWrong : IAsyncDisposable
{
    private readonly CancellationTokenSource end;
    private readonly Task<string?> running;

    /// <summary>Ends where the script cannot go on, and says why: what is run against faults that are not there proves nothing.</summary>
    public Task<string> Failed { get; }

    public GoingWrong(FaultScript script, IFaults faults, IProgress<string> progress, CancellationToken cancel)
    {
        end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        running = script.RunAsync(faults, TimeProvider.System, progress, end.Token);
        Failed = FailedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        try { await running; }
        catch (Exception ended) when (ended is OperationCanceledException || Failed.IsCompleted) { } // the run ended before its script, or has told of it
        end.Dispose();
    }

    private async Task<string> FailedAsync()
    {
        try
        {
            if (await running is { } refused)
                return refused;
        }
        catch (Exception problem) when (problem is not OperationCanceledException) { return problem.Message; }
        catch (OperationCanceledException) { } // told to end
        return await new TaskCompletionSource<string>().Task;
    }
}
