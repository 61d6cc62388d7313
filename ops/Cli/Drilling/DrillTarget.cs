using Appointments.Graph;
using Appointments.Local;
using Appointments.Plan;

namespace Appointments.Cli.Drilling;

/// <summary>The run that a drill hits: one that is up, or one that is started for it.</summary>
internal sealed class DrillTarget : IAsyncDisposable
{
    private readonly LocalRun? own;

    private DrillTarget(Uri control, ControlledSystem system, LocalRun? own) => (Control, System, this.own) = (control, system, own);

    public Uri Control { get; }

    public ControlledSystem System { get; }

    /// <summary>Ends when a part of the drill's own run has ended by itself, with the report.</summary>
    public Task<string> Broken => own?.Failed ?? new TaskCompletionSource<string>().Task;

    public static async Task<DrillTarget> FindAsync(Uri control, StackConfiguration configuration, IEnumerable<string> overrides, CancellationToken cancel) =>
        new(control, await ControlledSystem.FindAsync(control, configuration, overrides, TimeProvider.System, cancel), null);

    public static async Task<DrillTarget> StartAsync(StackConfiguration configuration, IEnumerable<string> overrides, double timeScale, IProgress<string> progress, CancellationToken cancel)
    {
        var options = new LocalRunOptions(FunctionsFolder.Managed(Repository.Root()), 0, null, progress, Environment.GetEnvironmentVariable, TimeProvider.System) { TimeScale = timeScale, DrillApiKey = configuration.Get(Settings.DrillApiKey.Key) };
        var run = await LocalRun.StartAsync(await GraphRecorder.RecordAsync(configuration), configuration.Get(Settings.ApiKey.Key)!, options, cancel);
        try { return new DrillTarget(run.ControlUrl, await ControlledSystem.FindAsync(run.ControlUrl, configuration, overrides, TimeProvider.System, cancel), run); }
        catch
        {
            await run.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        System.Dispose();
        if (own is not null)
            await own.DisposeAsync();
    }
}
