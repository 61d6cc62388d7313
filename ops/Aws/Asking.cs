using System.Globalization;
using Amazon.Runtime;

namespace Appointments.Aws;

/// <summary>Asks a region for no longer than one is ready to wait. A region that does not answer is a finding and no error.</summary>
internal sealed class Asking(TimeSpan patience, TimeProvider clock)
{
    public async Task<Reply<T>> AskAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancel)
    {
        using var deadline = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancel);
        try
        {
            return new Reply<T>(await call(either.Token).WaitAsync(either.Token), null); // the SDK looks for credentials without looking at the token
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or TimeoutException or AmazonServiceException or AmazonClientException
            || (problem is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return new Reply<T>(default!, problem is OperationCanceledException or TimeoutException ? string.Create(CultureInfo.InvariantCulture, $"nothing within {patience.TotalSeconds:0.#} s") : OneLine(problem));
        }
    }

    /// <summary>Of nested exceptions the innermost says what it was: a refused connection, expired credentials.</summary>
    private static string OneLine(Exception problem) => problem.GetBaseException().Message.ReplaceLineEndings(" ");
}
