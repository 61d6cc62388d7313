using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Appointments.Regions;
using Spectre.Console;

namespace Appointments.Cli;

/// <summary>What <c>region</c> writes, for people and for programs.</summary>
internal static class RegionReport
{
    public static void Write(IAnsiConsole console, ImmutableArray<RegionState> states, bool asJson)
    {
        if (asJson)
        {
            OperatorJson.Write(console, states);
            return;
        }
        var table = new Table().AddColumns("region", "serves", "drained", "according to", "Route 53");
        foreach (var state in states)
            table.AddRow(Markup.Escape(state.Region), state.Serves ? "yes" : "[red]no[/]", Markup.Escape(Drained(state)), Markup.Escape(Observers(state)), state.Routable ? "healthy" : "[red]unhealthy[/]");
        console.Write(table);
    }

    public static void Write(IAnsiConsole console, TrailReading trail, bool asJson)
    {
        var (acts, silent, unreadable) = trail;
        if (asJson)
        {
            OperatorJson.Write(console, new { acts = acts.Select(kept => new { kept.Act.At, act = kept.Act.Kind, kept.Act.Region, kept.Act.By, kept.Act.Reason, kept.Act.Emergency, kept.Act.Insisted, kept.HeldBy, kept.LackedBy }), silent, unreadable });
            return;
        }
        var table = new Table().AddColumns("when", "act", "region", "by", "why", "how", "held by");
        foreach (var (act, heldBy, lackedBy) in acts)
            table.AddRow([.. new[]
            {
                $"{act.At:u}", act.Kind is RegionActKind.Drain ? "drain" : "restore", act.Region, act.By, act.Reason, string.Join(", ", new[] { act.Emergency ? "emergency" : null, act.Insisted ? "insisted" : null }.OfType<string>()),
                $"{string.Join(", ", heldBy)}{(lackedBy.IsEmpty ? "" : $"; not {string.Join(", ", lackedBy)}")}",
            }.Select(Markup.Escape)]);
        console.Write(table);
        foreach (var region in silent)
            console.WriteLine($"The table of {region} does not answer.");
        foreach (var problem in unreadable)
            console.WriteLine(problem);
    }

    /// <summary>Tells people at once what was done, before anything is waited for.</summary>
    /// <exception cref="UsageException">There is no such region.</exception>
    public static void Say(IAnsiConsole console, RegionOutcome outcome, bool asJson)
    {
        if (outcome.Kind is RegionOutcomeKind.NoSuchRegion)
            throw new UsageException(outcome.Sentence);
        if (!asJson)
            console.WriteLine(outcome.Sentence);
    }

    /// <param name="waited">Null: nothing was waited for.</param>
    public static void Write(IAnsiConsole console, RegionOutcome outcome, WaitReport? waited, bool asJson)
    {
        if (asJson)
        {
            var report = JsonSerializer.SerializeToNode(outcome, OperatorJson.Options)!;
            report["waited"] = waited is null ? null : new JsonObject { ["done"] = waited.Done, ["seconds"] = Math.Round(waited.Elapsed.TotalSeconds, 1), ["steps"] = JsonSerializer.SerializeToNode(waited.Steps, OperatorJson.Options) };
            OperatorJson.Write(console, report);
        }
        else if (waited is not null)
            console.WriteLine(waited.Done
                ? $"It has reached everybody, after {waited.Elapsed.TotalSeconds:0} s: {string.Join(", ", waited.Steps.Select(step => step.Name))}."
                : $"Given up after {waited.Elapsed.TotalSeconds:0} s; the act stands. Left: {string.Join("; ", waited.Steps.Where(step => !step.Done).Select(step => $"{step.Name}: {step.Left}"))}.");
    }

    private static string Drained(RegionState state) =>
        state.Drained is { } mark ? $"since {mark.At:u} by {mark.By}: {mark.Reason}" : state.Sightings.Any(sighting => sighting.Answered) ? "no" : "nobody knows";

    /// <summary>Tables can differ: replication may be cut, a region may not answer.</summary>
    private static string Observers(RegionState state)
    {
        var silent = state.Sightings.Where(sighting => !sighting.Answered).Select(sighting => $"{sighting.Observer} does not answer");
        var drained = state.Sightings.Where(sighting => sighting.Mark is not null).Select(sighting => sighting.Observer);
        return string.Join(", ", state.Drained is null ? silent : drained.Concat(silent));
    }
}
