using System.Collections.Immutable;
using System.Net.Http.Json;
using Appointments.Regions;

namespace Appointments.Local.Control;

/// <summary>The regions of a local run in another process, through its control.</summary>
/// <param name="control">The control's address.</param>
public sealed class ControlledRegions(Uri control) : IRegions, IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = control, Timeout = TimeSpan.FromSeconds(10) };

    /// <exception cref="LocalRunException">Nothing answers there, here and below.</exception>
    public async Task<ImmutableArray<RegionState>> LookAsync(CancellationToken cancel) => await AskAsync<RegionState>(HttpMethod.Get, "/regions", null, cancel);

    public Task<ImmutableArray<TableAnswer>> MarkAsync(string region, DrainMark mark, CancellationToken cancel) =>
        AskAsync<TableAnswer>(HttpMethod.Put, $"/regions/{Uri.EscapeDataString(region)}/drained", mark, cancel);

    public Task<ImmutableArray<TableAnswer>> UnmarkAsync(string region, CancellationToken cancel) =>
        AskAsync<TableAnswer>(HttpMethod.Delete, $"/regions/{Uri.EscapeDataString(region)}/drained", null, cancel);

    public void Dispose() => http.Dispose();

    private async Task<ImmutableArray<T>> AskAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancel)
    {
        try
        {
            using var request = new HttpRequestMessage(method, path);
            if (body is not null)
                request.Content = JsonContent.Create(body, options: ControlJson.Options);
            using var answer = await http.SendAsync(request, cancel);
            return answer.IsSuccessStatusCode
                ? await answer.Content.ReadFromJsonAsync<ImmutableArray<T>>(ControlJson.Options, cancel)
                : throw new LocalRunException($"The control at {control} answered {(int)answer.StatusCode} to {method} {path}: {await answer.Content.ReadAsStringAsync(cancel)}");
        }
        catch (Exception problem) when (problem is HttpRequestException || (problem is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw new LocalRunException($"No local run answers at {control} ({problem.Message}): start one with ./appointments run, or name its control with --control URL.", problem);
        }
    }
}
