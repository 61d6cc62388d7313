namespace Appointments.Local.Lambda;

/// <summary>Invokes the functions of one region, as Lambda's Invoke API does.</summary>
public interface IFunctionInvoker
{
    /// <summary>Invokes a function and waits for its answer.</summary>
    /// <param name="functionArn">The function's ARN in this region.</param>
    /// <param name="payload">The event, as JSON in UTF-8.</param>
    /// <returns>The answer, or how the function failed (thrown, timed out, process ended). Throttling is a failure with <c>TooManyRequestsException</c>.</returns>
    Task<FunctionAnswer> InvokeAsync(string functionArn, ReadOnlyMemory<byte> payload, CancellationToken cancel);
}

/// <summary>What an invocation gave.</summary>
/// <param name="Payload">The function's JSON in UTF-8; empty where it failed.</param>
/// <param name="ErrorType">Null where it succeeded; else such as <c>Sandbox.Timedout</c> or the exception's type.</param>
/// <param name="ErrorMessage">The error in words; null where it succeeded.</param>
/// <param name="RequestId">Of the invocation; null where the function was not reached.</param>
public sealed record FunctionAnswer(ReadOnlyMemory<byte> Payload, string? ErrorType = null, string? ErrorMessage = null, string? RequestId = null)
{
    public bool Failed => ErrorType is not null;
}
