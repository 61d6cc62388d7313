using System.CommandLine;
using Appointments.Faults;
using Appointments.Graph;
using Appointments.Plan;

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
        try { return FaultFile.Parse(File.ReadAllText(file.FullName), [.. DeploymentSettings.Parse(configuration.Get).Regions]); }
        catch (FaultFileException problem) { throw new UsageException($"--faults {file}:\n{string.Join('\n', problem.Problems.Select(each => $"  {each}"))}"); }
    }
}

/// <summary>A script of faults while its run is up.</summary>
internal sealed class GoingWrong : IAsyncDisposable
{
    private readonly CancellationTokenSource end;
    private readonly Task running;

    public GoingWrong(FaultScript script, IFaults faults, IProgress<string> progress, CancellationToken cancel)
    {
        end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        running = script.RunAsync(faults, TimeProvider.System, progress, end.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        try { await running; }
        catch (OperationCanceledException) { } // the run ended before its script
        end.Dispose();
    }
}
