using Amazon.Lambda.Core;

namespace Appointments.Lambda;

/// <summary>The time that an invocation has.</summary>
internal static class LambdaDeadline
{
    /// <summary>What is kept back to answer in: a function that Lambda ends at its timeout answers nothing, and its whole batch comes again.</summary>
    private static readonly TimeSpan ToAnswer = TimeSpan.FromMilliseconds(500);

    /// <summary>Cancels when the invocation has just enough time left to answer.</summary>
    public static CancellationTokenSource Deadline(this ILambdaContext context)
    {
        var left = context.RemainingTime - ToAnswer;
        return new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }
}
