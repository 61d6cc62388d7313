using System.Diagnostics;
using Appointments.Graph;
using Appointments.Local;
using Appointments.Plan;

namespace Appointments.Figures;

/// <summary>Takes the figures one after the other, each on a run of its own where a run is needed.</summary>
/// <param name="configuration">The stack that is measured.</param>
/// <param name="managed">The folder with the managed functions.</param>
/// <param name="native">The folder with the native ones; null: not measured.</param>
public sealed class Measurement(StackConfiguration configuration, string managed, string? native, IProgress<string> progress)
{
    private const int Rounds = 3, Registrations = 500, Requests = 500;

    /// <exception cref="LocalRunException">The run did not come up, or a request failed.</exception>
    public async Task<IReadOnlyList<Figure>> TakeAsync(CancellationToken cancel)
    {
        List<Figure> figures = [new("recording the graph, warm", "s", await RepeatAsync(5, async () => await SecondsAsync(() => GraphRecorder.RecordAsync(configuration))))];
        List<double> ready = [], memory = [], rate = [], posts = [], gets = [], first = [];
        for (var round = 0; round < Rounds; round++)
        {
            progress.Report($"round {round + 1} of {Rounds}: a run with managed functions");
            await WithRunAsync(managed, ready, async (run, load) =>
            {
                first.Add(await FirstAnswerAsync(load, cancel));
                rate.Add(await load.RegisterAsync("bulk", Registrations, cancel));
                posts.AddRange(await Load.AtFiftyPerSecondAsync((n, stop) => load.PostAsync($"post-{n}", stop), Requests, cancel));
                gets.AddRange(await Load.AtFiftyPerSecondAsync((n, stop) => load.GetAsync($"bulk-{n % Registrations}", stop), Requests, cancel));
                memory.Add(Memory.OfRun());
            }, cancel);
        }
        figures.Add(new("a later start, until everything answers", "s", ready));
        figures.Add(new("memory of the whole run after load (proportional set size)", "MiB", memory));
        figures.Add(new($"registrations end to end, {Registrations} sent 32 at a time until listed in every region", "1/s", rate));
        figures.Add(new("POST at 50 requests/s, p50", "ms", [Figure.Percentile(posts, 0.5)]));
        figures.Add(new("POST at 50 requests/s, p99", "ms", [Figure.Percentile(posts, 0.99)]));
        figures.Add(new("GET of one appointment at 50 requests/s, p50", "ms", [Figure.Percentile(gets, 0.5)]));
        figures.Add(new("GET of one appointment at 50 requests/s, p99", "ms", [Figure.Percentile(gets, 0.99)]));
        figures.Add(new("first answer of a managed function, its process started for it", "ms", first));
        if (native is not null)
            figures.Add(new("first answer of a native function, its process started for it", "ms", await NativeFirstAnswersAsync(native, cancel)));
        return figures;
    }

    private async Task<IReadOnlyList<double>> NativeFirstAnswersAsync(string folder, CancellationToken cancel)
    {
        List<double> first = [];
        for (var round = 0; round < Rounds; round++)
        {
            progress.Report($"round {round + 1} of {Rounds}: a run with native functions");
            await WithRunAsync(folder, [], async (_, load) => first.Add(await FirstAnswerAsync(load, cancel)), cancel);
        }
        return first;
    }

    /// <summary>The list function has not run yet, so its process is started for this; that the id is unknown makes no difference to it.</summary>
    private static async Task<double> FirstAnswerAsync(Load load, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        await load.AskAsync("unknown", cancel);
        return clock.Elapsed.TotalMilliseconds;
    }

    private async Task WithRunAsync(string functions, List<double> ready, Func<LocalRun, Load, Task> use, CancellationToken cancel)
    {
        var graph = await GraphRecorder.RecordAsync(configuration);
        var clock = Stopwatch.StartNew();
        await using var run = await LocalRun.StartAsync(graph, configuration.Get(Settings.ApiKey.Key)!, new LocalRunOptions(functions, 0, null, progress, Environment.GetEnvironmentVariable, TimeProvider.System), cancel);
        ready.Add(clock.Elapsed.TotalSeconds);
        using var load = new Load(run);
        await use(run, load);
    }

    private static async Task<double> SecondsAsync(Func<Task> act)
    {
        var clock = Stopwatch.StartNew();
        await act();
        return clock.Elapsed.TotalSeconds;
    }

    private static async Task<IReadOnlyList<double>> RepeatAsync(int times, Func<Task<double>> measure)
    {
        await measure(); // warms up; not counted
        List<double> values = [];
        for (var n = 0; n < times; n++)
            values.Add(await measure());
        return values;
    }
}
