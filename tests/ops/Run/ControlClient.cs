using System.Text.Json.Nodes;

namespace Appointments.Tests.Run;

/// <summary>The control of a local run, as a person with curl has it.</summary>
public sealed class ControlClient(Uri url) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = url };

    public async Task<JsonNode> StatusAsync() => JsonNode.Parse(await http.GetStringAsync("/status"))!;

    /// <summary>The run as operators' tools know a deployment.</summary>
    public async Task<JsonNode> DeploymentAsync() => JsonNode.Parse(await http.GetStringAsync("/deployment"))!;

    public async Task PostAsync(string path)
    {
        using var answer = await http.PostAsync(path, null);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    public void Dispose() => http.Dispose();
}
