using System.Collections.Immutable;
using Appointments.Drills.Checking;
using Appointments.Drills.Experiments;
using Appointments.Drills.Running;

namespace Appointments.Drills.Evidence;

/// <summary>What a drill was run with: enough to run it again.</summary>
/// <param name="System">What it was run against.</param>
/// <param name="Region">The region that was hit.</param>
/// <param name="TimeScale">How many times as fast the routing's clock ran; 1: as on AWS.</param>
/// <param name="RequestsPerSecond">To each target.</param>
public sealed record DrillSetting(string System, string Region, double TimeScale, int Seed, string RunId, double RequestsPerSecond, ImmutableArray<string> Targets);

/// <summary>What was sent, and what clients were told.</summary>
/// <param name="Late">Requests that started late because this machine was busy: with many of them the figures flatter the system.</param>
public sealed record LoadCounts(long Requests, long Late, int Writes, int Accepted, int Refused, int Unknown);

/// <summary>A drill's evidence in one document: <c>report.json</c>.</summary>
/// <param name="Passed">The steady state held, everything was at rest in time, the checker found nothing, every objective was met, and there was what the drill is about.</param>
/// <param name="Reasons">Why it did not pass; empty: it did.</param>
/// <param name="Marks">The instants that figures are measured between; null: it did not come to the fault.</param>
public sealed record DrillReport(
    string Name,
    string Title,
    bool Passed,
    ImmutableArray<string> Reasons,
    DateTimeOffset Start,
    DateTimeOffset End,
    DrillSetting Setting,
    string Status,
    bool Deviated,
    Marks? Marks,
    ImmutableArray<Figure> Figures,
    LoadCounts Load,
    ImmutableArray<string> Lost,
    ImmutableArray<string> Doubled,
    ImmutableArray<Withheld> Delayed,
    ImmutableArray<string> SetAside,
    ImmutableArray<Finding> Findings,
    ImmutableArray<SeenConflict> Conflicts,
    ImmutableArray<string> NotChecked)
{
    /// <summary>What was accepted, lost, and too late for the backup; of a drill in which rows are lost.</summary>
    public ImmutableArray<GoneWrite> Gone { get; init; } = [];

    public Figure? Of(string figure) => Figures.FirstOrDefault(each => each.Name == figure);

    /// <param name="objectives">Figure to the most that is allowed.</param>
    public static DrillReport Of(DrillRecord record, DrillSetting setting, IReadOnlyDictionary<string, double> objectives)
    {
        var (journal, verdict) = (record.Journal, record.Verdict);
        var marks = Marks.Of(record, setting.Region);
        var figures = FigureSheet.Of(record, marks, setting.Region, setting.TimeScale, objectives);
        ImmutableArray<string> reasons = [.. WhyNot(record, figures)];
        return new DrillReport(
            journal.Experiment.Name, journal.Experiment.Title, reasons is [], reasons, journal.Start, record.Settled ?? record.LoadEnded, setting,
            (record.Interrupted ? JournalStatus.Interrupted : journal.Status).ToString().ToLowerInvariant(), journal.Deviated, marks, figures,
            new LoadCounts(record.Requests.Length, record.Punctuality.Late, record.Observations.Length, verdict?.Counts.Accepted ?? 0, verdict?.Counts.Refused ?? 0, verdict?.Counts.Unknown ?? 0),
            verdict?.IdsOf(FindingKind.Lost) ?? [], verdict?.IdsOf(FindingKind.Doubled) ?? [], record.Withheld, verdict?.SetAside ?? [],
            verdict?.Findings ?? [], verdict?.Conflicts ?? [], [.. verdict?.Notes ?? [record.Unreadable!], .. Doubts.Of(record, marks)])
        { Gone = verdict?.Gone ?? [] };
    }

    private static IEnumerable<string> WhyNot(DrillRecord record, ImmutableArray<Figure> figures)
    {
        var journal = record.Journal;
        if (journal.Before is { Met: false } before)
            yield return $"The steady state was not met before the method: {Off(before.Probes[^1])}";
        if (journal.After is { Met: false } after)
            yield return $"The steady state was not met after the method: {Off(after.Probes[^1])}";
        foreach (var step in journal.Run.Where(step => step.ToleranceMet is false || !step.Succeeded))
            yield return $"In the method: {Off(step)}";
        foreach (var step in journal.Rollbacks.Where(step => !step.Succeeded))
            yield return $"A rollback was not done, so the fault may still be there: {Off(step)}";
        if (record.Interrupted)
            yield return "It was interrupted.";
        if (record.Settled is null)
            yield return record.Interrupted ? "Not everything had come to rest in the few seconds that an interrupted drill waits: queues, or replication." : "Not everything had come to rest in the time for it: queues, or replication.";
        if (record.Unreadable is { } unreadable)
            yield return unreadable;
        foreach (var missed in figures.Where(figure => figure.Met is false))
            yield return $"{missed.Name} is {(missed.AtScaleOne ?? missed.Value) switch { { } value => $"{value} {missed.Unit}", null => "not known" }}, and {missed.Objective} {missed.Unit} is the most that is allowed.";
        foreach (var scarce in figures.Where(figure => !figure.IsEnough))
            yield return $"{scarce.Name} is {scarce.Value switch { { } value => $"{value} {scarce.Unit}", null => "not known" }}, and with less than {scarce.Needed} {scarce.Unit} this drill has shown nothing: run it again, with another --seed or a higher --rate.";
    }

    private static string Off(ActivityRun step) =>
        $"{step.Activity.Name} ({step.Activity.Command}) {(step.Result is { } result ? $"ended with {result.ExitCode}: {$"{result.Output}{result.Errors}".Trim()}" : "was interrupted")}";
}
