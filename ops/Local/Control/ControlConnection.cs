using System.Net;
using System.Net.Http.Json;

namespace Appointments.Local.Control;

/// <summary>HTTP to the control of a local run in another process.</summary>
/// <param name="control">Its address.</param>
/// <param name="patience">How long it may take to answer.</param>
internal sealed class ControlConnection(Uri control, TimeSpan patience) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = control, Timeout = patience };

    /// <param name="body">Null: none.</param>
    /// <param name="alsoRead">Other statuses than 2xx whose body is a <typeparamref name="T"/> too.</param>
    /// <exception cref="LocalRunException">Nothing answers there, or with an error.</exception>
    public async Task<T> AskAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancel, params HttpStatusCode[] alsoRead)
    {
        try
        {
            using var request = new HttpRequestMessage(method, path);
            if (body is not null)
                request.Content = JsonContent.Create(body, options: ControlJson.Options);
            using var answer = await http.SendAsync(request, cancel);
            return answer.IsSuccessStatusCode || alsoRead.Contains(answer.StatusCode)
                ? (await answer.Content.ReadFromJsonAsync<T>(ControlJson.Options, cancel))!
                : throw new LocalRunException($"The control at {control} answered {(int)answer.StatusCode} to {method} {path}: {await answer.Content.ReadAsStringAsync(cancel)}");
        }
        catch (Exception problem) when (problem is HttpRequestException || (problem is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw new LocalRunException($"No local run answers at {control} ({problem.Message}): start one with ./appointments run, or name its control with --control URL.", problem);
        }
    }

    public void Dispose() => http.Dispose();
}
