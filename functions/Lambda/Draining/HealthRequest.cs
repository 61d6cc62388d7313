using Appointments.Domain.Draining;

namespace Appointments.Lambda.Draining;

/// <summary>Asks this region's own <c>/health</c> as Route 53's checkers do: by its public name, without a key.</summary>
public sealed class HealthRequest(HttpClient http, Uri health) : IOwnHealth
{
    /// <summary>Route 53 waits four seconds for a connection and two for the answer; this is on the way to a decision.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public async Task<bool> AnswersAsync(CancellationToken cancel)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(Patience);
        try
        {
            using var answer = await http.GetAsync(health, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception silent) when (silent is HttpRequestException || (silent is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return false; // no answer is no service
        }
    }
}
