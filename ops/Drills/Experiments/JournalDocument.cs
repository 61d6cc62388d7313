using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Appointments.Drills.Experiments;

/// <summary>A journal as the Chaos Toolkit writes it (its documentation, "Experiment Journal").</summary>
public static class JournalDocument
{
    /// <param name="platform">The machine, as <c>uname</c> would say it.</param>
    /// <param name="node">The machine's name.</param>
    public static JsonObject Of(Journal journal, string platform, string node) => new()
    {
        ["platform"] = platform,
        ["node"] = node,
        ["experiment"] = journal.Experiment.Source.DeepClone(),
        ["start"] = Time(journal.Start),
        ["status"] = journal.Status.ToString().ToLowerInvariant(),
        ["deviated"] = journal.Deviated,
        ["steady_states"] = new JsonObject { ["before"] = State(journal.Before), ["after"] = State(journal.After), ["during"] = new JsonArray() },
        ["run"] = Runs(journal.Run),
        ["rollbacks"] = Runs(journal.Rollbacks),
        ["end"] = Time(journal.End),
        ["duration"] = (journal.End - journal.Start).TotalSeconds,
    };

    private static JsonObject? State(SteadyState? state) =>
        state is null ? null : new JsonObject { ["steady_state_met"] = state.Met, ["probes"] = Runs(state.Probes) };

    private static JsonArray Runs(ImmutableArray<ActivityRun> runs) => [.. runs.Select(Run)];

    private static JsonObject Run(ActivityRun run)
    {
        var entry = new JsonObject
        {
            ["activity"] = run.Activity.Source.DeepClone(),
            ["command"] = run.Activity.Command, // ours: with every ${…} replaced
            ["output"] = run.Result is { } result ? new JsonObject { ["status"] = result.ExitCode, ["stdout"] = result.Output, ["stderr"] = result.Errors } : null,
            ["status"] = run.Succeeded ? "succeeded" : "failed",
            ["start"] = Time(run.Start),
            ["end"] = Time(run.End),
            ["duration"] = (run.End - run.Start).TotalSeconds,
        };
        if (run.ToleranceMet is { } met)
            entry["tolerance_met"] = met;
        if (run.Result is null)
            entry["exception"] = new JsonArray(run.Started ? "interrupted before it ended" : "interrupted before it began");
        return entry;
    }

    /// <summary>RFC 3339 in UTC, to the millisecond.</summary>
    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ");
}
