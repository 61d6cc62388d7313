using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Appointments.Local.Control;

/// <summary>Moves the time of all queues on, so that nobody waits for what a queue waits for: deduplication, a visibility timeout.</summary>
internal static class QueueClockRoute
{
    public static ControlRoute Only { get; } = new("POST", "/queues/clock", "?seconds=N", (run, context, _) => MoveAsync(run, context));

    private static async Task MoveAsync(ControlledRun run, HttpContext context)
    {
        if (!int.TryParse(context.Asked("seconds"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            await context.SayAsync(400, "Expected ?seconds=N, how far the queues' time is to move on: a whole number.");
            return;
        }
        try { await run.MoveQueuesClock(TimeSpan.FromSeconds(seconds), context.RequestAborted); }
        catch (LocalRunException problem) // queues that are not this run's own
        {
            await context.SayAsync(409, problem.Message);
            return;
        }
        await context.AnswerAsync(200, new { movedOnSeconds = seconds });
    }
}
