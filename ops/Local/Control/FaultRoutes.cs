using System.Collections.Immutable;
using Appointments.Faults;
using Microsoft.AspNetCore.Http;

namespace Appointments.Local.Control;

/// <summary>What is wrong with the regions, on command. Every act may be repeated; each answers with how it ended and all faults that are there.</summary>
internal static class FaultRoutes
{
    public static ImmutableArray<ControlRoute> All { get; } =
    [
        new("GET", "/faults", "", async (run, context, _) => await context.AnswerAsync(200, await run.Faults.ActiveAsync(context.RequestAborted))),
        new("PUT", "/faults", " (one fault as JSON: kind, region and what the kind takes)", (run, context, _) => InjectAsync(run, context)),
        new("DELETE", "/faults", " (with ?kind=KIND&region=REGION&to=REGION where only some are meant)", (run, context, _) => ClearAsync(run, context)),
    ];

    private static async Task InjectAsync(ControlledRun run, HttpContext context)
    {
        if (await context.BodyAsync<Fault>() is { Region: not null } fault)
            await AnswerAsync(context, await run.Faults.InjectAsync(fault, context.RequestAborted));
        else
            await AnswerAsync(context, await InvalidAsync(run, context,
                $$"""Expected a fault as JSON, such as {"kind":"functions-slow","region":"{{run.Stages[0].Region}}","seconds":2}; the kinds are {{FaultKinds.Words}}."""));
    }

    private static async Task ClearAsync(ControlledRun run, HttpContext context)
    {
        var kind = context.Asked("kind") is { } word ? FaultKinds.Find(word) : null;
        await AnswerAsync(context, kind is null && context.Asked("kind") is { } unknown
            ? await InvalidAsync(run, context, $"There is no fault {unknown}: the kinds are {FaultKinds.Words}.")
            : await run.Faults.ClearAsync(kind, context.Asked("region"), context.Asked("to"), context.RequestAborted));
    }

    private static async Task<FaultOutcome> InvalidAsync(ControlledRun run, HttpContext context, string sentence) =>
        new(FaultOutcomeKind.Invalid, sentence, await run.Faults.ActiveAsync(context.RequestAborted));

    private static Task AnswerAsync(HttpContext context, FaultOutcome outcome) => context.AnswerAsync(outcome.Kind switch
    {
        FaultOutcomeKind.Invalid => 400,
        FaultOutcomeKind.Refused => 409,
        _ => 200,
    }, outcome);
}
