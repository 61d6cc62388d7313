namespace Appointments.Local.Lambda;

/// <summary>
/// Lambda's own failures, in Lambda's own words.
/// Sources: AWS, "Understanding the Lambda execution environment lifecycle" and "Troubleshoot invocation issues in Lambda"; the types as the public runtime interface emulator sends them.
/// </summary>
public static class LambdaErrors
{
    public const string TimedOut = "Sandbox.Timedout";
    public const string Exited = "Runtime.ExitError";
    public const string NoBootstrap = "Runtime.InvalidEntrypoint";
    public const string Throttled = "TooManyRequestsException";
    public const string NotFound = "ResourceNotFoundException";
    public const string AnswerTooLarge = "Function.ResponseSizeTooLarge";
    public const string ToldToFail = "InjectedFault";
    public const string Unknown = "Runtime.Unknown";

    /// <summary>The longest answer, in bytes (AWS, "Lambda quotas": 6 MB; the exact figure is in the error that Lambda gives).</summary>
    public const int LongestAnswer = 6_291_556;

    private static readonly string[] Signals = ["", "hangup", "interrupt", "quit", "illegal instruction", "trace/breakpoint trap", "aborted", "bus error", "floating point exception", "killed"];

    internal static FunctionAnswer AfterTimeout(string requestId, TimeSpan timeout) =>
        Failure(TimedOut, $"RequestId: {requestId} Error: Task timed out after {timeout.TotalSeconds:F2} seconds");

    /// <param name="exitCode">Above 128: the signal is the rest.</param>
    /// <param name="lastLines">Lambda says nothing more than the status; here the process's last words help.</param>
    internal static FunctionAnswer AfterExit(string requestId, int exitCode, IEnumerable<string> lastLines)
    {
        var reason = exitCode switch
        {
            0 => "Runtime exited without providing a reason",
            > 128 and < 138 => $"Runtime exited with error: signal: {Signals[exitCode - 128]}",
            139 => "Runtime exited with error: signal: segmentation fault",
            143 => "Runtime exited with error: signal: terminated",
            _ => $"Runtime exited with error: exit status {exitCode}",
        };
        return Failure(Exited, string.Join('\n', [$"RequestId: {requestId} Error: {reason}", .. lastLines]));
    }

    internal static FunctionAnswer WithoutBootstrap(string requestId, string path, string why) =>
        Failure(NoBootstrap, $"RequestId: {requestId} Error: Couldn't find valid bootstrap(s): [{path}]. {why} Build the functions for the local run, then start it again.");

    internal static FunctionAnswer WhenThrottled() => Failure(Throttled, "Rate Exceeded.");

    internal static FunctionAnswer WhenUnknown(string functionArn) => Failure(NotFound, $"Function not found: {functionArn}");

    /// <summary>As of an exception that the function did not handle.</summary>
    internal static FunctionAnswer WhenToldToFail(string requestId) => Failure(ToldToFail, $"RequestId: {requestId} Error: The local run was told to fail the invocations of this region's functions.");

    internal static FunctionAnswer WhenTooLarge(long bytes) =>
        Failure(AnswerTooLarge, $"Response payload size ({bytes} bytes) exceeded maximum allowed payload size ({LongestAnswer} bytes).");

    internal static FunctionAnswer Failure(string type, string message) => new(ReadOnlyMemory<byte>.Empty, type, message);
}
