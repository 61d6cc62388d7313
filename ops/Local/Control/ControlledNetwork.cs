using System.Net.Http.Json;
using Appointments.Aws;

namespace Appointments.Local.Control;

/// <summary>The network of a local run in another process.</summary>
internal sealed class ControlledNetwork(HttpClient http, Uri control) : INetwork
{
    /// <exception cref="LocalRunException">Nothing answers there.</exception>
    public Task<NetworkView> LookAsync(CancellationToken cancel) => AskAsync<NetworkView>("/network", cancel);

    /// <exception cref="LocalRunException">Nothing answers there.</exception>
    public Task<DeployedStack> DeploymentAsync(CancellationToken cancel) => AskAsync<DeployedStack>("/deployment", cancel);

    private async Task<T> AskAsync<T>(string path, CancellationToken cancel)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(control, path), cancel);
            return answer.IsSuccessStatusCode
                ? (await answer.Content.ReadFromJsonAsync<T>(ControlJson.Options, cancel))!
                : throw new LocalRunException($"The control at {control} answered {(int)answer.StatusCode} to GET {path}: {await answer.Content.ReadAsStringAsync(cancel)}");
        }
        catch (Exception problem) when (problem is HttpRequestException || (problem is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw new LocalRunException($"No local run answers at {control} ({problem.Message}): start one with ./appointments run, or name its control with --control URL.", problem);
        }
    }
}
