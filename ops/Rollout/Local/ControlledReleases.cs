using System.Collections.Immutable;
using System.Net.Http.Json;
using System.Text.Json;

namespace Appointments.Rollout.Local;

/// <summary>The releases of a local run in another process, through its control.</summary>
/// <param name="control">Its address.</param>
/// <param name="release">The folder with the functions' executable, or a zip of it; absolute, on the machine of the run, which refuses what is none.</param>
public sealed class ControlledReleases(Uri control, string release, ImmutableArray<string> regions, HttpClient http) : IReleases
{
    /// <summary>As the alarm of a function's errors on AWS: more than two.</summary>
    private const int ErrorsThatRaise = 3;

    private readonly Dictionary<string, string> before = [];

    public ImmutableArray<string> Regions => regions;

    public Task<ImmutableArray<PlannedStep>> PlanAsync(ImmutableArray<string> order, CancellationToken cancel) =>
        Task.FromResult<ImmutableArray<PlannedStep>>([.. order.Select(region => new PlannedStep(region, "its functions run the release", $"PUT {Address(region)} {{\"functions\": \"{release}\"}}"))]);

    /// <summary>The way back is what runs now.</summary>
    public async Task PrepareAsync(CancellationToken cancel)
    {
        foreach (var region in regions)
            before[region] = (await AskAsync(region, null, cancel)).Functions;
    }

    /// <summary>Nothing builds on its regions' functions but the edge, which asks them.</summary>
    public Task PutAsync(string? region, CancellationToken cancel) => region is null ? Task.CompletedTask : AskAsync(region, release, cancel);

    public async Task GoBackAsync(string? region, CancellationToken cancel)
    {
        foreach (var one in Affected(region))
            await AskAsync(one, before[one], cancel);
    }

    public string WayBack => string.Join(", then ", before.Values.Distinct().Select(functions => $"./appointments rollout --release {functions}"));

    public async Task<ImmutableArray<string>> AlarmsAsync(string? region, CancellationToken cancel)
    {
        var raised = new List<string>();
        foreach (var one in Affected(region))
            if (await AskAsync(one, null, cancel) is { Errors: >= ErrorsThatRaise } state)
                raised.Add($"{one}-function-errors ({state.Errors} of {state.Invocations} invocations; the last: {state.LastError?.Split('\n')[0]})");
        return [.. raised];
    }

    /// <summary>The way back is a folder, and nobody's to take away.</summary>
    public Task KeepAsync(CancellationToken cancel) => Task.CompletedTask;

    private ImmutableArray<string> Affected(string? region) => region is null ? regions : [region];

    private Uri Address(string region) => new(control, $"/regions/{Uri.EscapeDataString(region)}/release");

    private async Task<Released> AskAsync(string region, string? functions, CancellationToken cancel)
    {
        try
        {
            using var answer = functions is null ? await http.GetAsync(Address(region), cancel) : await http.PutAsJsonAsync(Address(region), new { functions }, JsonSerializerOptions.Web, cancel);
            return answer.IsSuccessStatusCode
                ? (await answer.Content.ReadFromJsonAsync<Released>(JsonSerializerOptions.Web, cancel))!
                : throw new ReleaseException($"The control at {control} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancel)}");
        }
        catch (HttpRequestException silent)
        {
            throw new ReleaseException($"No local run answers at {control} ({silent.Message}): start one with ./appointments run, or name its control with --control URL.", silent);
        }
    }

    private sealed record Released(string Functions, long Invocations, long Errors, string? LastError);
}
