namespace Appointments.Local.Lambda;

/// <summary>What one region's functions run, and how that has gone since it was put there.</summary>
/// <param name="Functions">The folder with the executable <c>bootstrap</c>.</param>
/// <param name="Invocations">Since it was put there; throttled ones were not invocations.</param>
/// <param name="Errors">How many of them failed.</param>
/// <param name="LastError">Null where none did.</param>
public sealed record ReleaseState(string Functions, long Invocations, long Errors, string? LastError);

/// <summary>The folder that new processes are started from, which may be another one at any time, and what came of it.</summary>
internal sealed class FunctionRelease(string functions)
{
    private readonly Lock gate = new();
    private ReleaseState now = new(functions, 0, 0, null);

    public ReleaseState Now
    {
        get { lock (gate) { return now; } }
    }

    /// <summary>Counts begin anew.</summary>
    public void Put(string folder)
    {
        lock (gate) { now = new ReleaseState(folder, 0, 0, null); }
    }

    /// <param name="folder">What ran: an answer of the release before counts no longer.</param>
    public void Count(string folder, FunctionAnswer answer)
    {
        if (answer.ErrorType is LambdaErrors.Throttled)
            return;
        lock (gate)
        {
            if (now.Functions == folder)
                now = now with { Invocations = now.Invocations + 1, Errors = now.Errors + (answer.Failed ? 1 : 0), LastError = answer.Failed ? $"{answer.ErrorType}: {answer.ErrorMessage}" : now.LastError };
        }
    }
}
