using System.Collections.Immutable;
using static Appointments.Regions.RegionOutcomeKind;

namespace Appointments.Regions;

/// <summary>
/// Drains and restores regions: one item in RegionsTable, written to every region that answers; Route 53 then moves the traffic. Safe to repeat.
/// </summary>
public sealed class RegionOperations(IRegions regions, TimeProvider clock)
{
    private readonly AuditTrail trail = new(regions);
    private readonly DrainRace race = new(regions);

    public Task<ImmutableArray<RegionState>> StatusAsync(CancellationToken cancel) => regions.LookAsync(cancel);

    /// <returns>A region that is drained already keeps its first mark. The last region that serves is refused, also where another drain makes it the last at the same time, unless one insists; so is a planned
    /// drain while something does not answer.</returns>
    public async Task<RegionOutcome> DrainAsync(DrainOrder order, CancellationToken cancel)
    {
        var all = await regions.LookAsync(cancel);
        if (all.FirstOrDefault(state => state.Region == order.Region) is not { } now)
            return NoSuch(order.Region, all);
        if (!order.Emergency && ClockRule.Refusal($"{order.Region} is not drained", all, clock.GetUtcNow()) is { } wrong) // in an emergency a wrong time in the trail is the lesser evil
            return new RegionOutcome(Refused, order.Region, wrong, []);
        if (now.Drained is null && DrainRules.Refusal(order, all) is { } refusal)
            return new RegionOutcome(Refused, order.Region, refusal, []);
        if (order.DryRun)
            return await WouldDrainAsync(now, all, cancel);
        var mark = now.Drained ?? new DrainMark(Now(), order.By, order.Reason);
        var (answers, overtaking) = await race.MarkAsync(order.Region, mark, DrainRules.ReliesOn(order, all), cancel); // again: into a table that did not answer the last time
        if (now.Drained is null && !overtaking.IsEmpty)
            return await TakeBackAsync(order, mark, answers, And(overtaking), cancel);
        // Not there at the look and there at the write: this mark, by replication from a table whose reply was lost, or another drain of the same region. Drained either way.
        var effect = Effect(answers, now) switch { AlreadySo when now.Drained is null => Done, var same => same };
        var unequal = $"{Silent(answers)}{Overtaken(answers)}{(overtaking.IsEmpty ? "" : $" No other region is in service any more: {And(overtaking)}. Restore one.")}";
        var isNot = effect is NotDone && !answers.Any(answer => answer.Kind is TableAnswerKind.NoAnswer or TableAnswerKind.Written);
        var untold = isNot ? "" : await KeepAsync(now.Drained is null
            ? new RegionAct(mark.At, order.Region, RegionActKind.Drain, mark.By, mark.Reason, order.Emergency, order.EvenTheLast)
            : RegionAct.Of(order.Region, mark), cancel);
        return new RegionOutcome(effect, order.Region, effect switch
        {
            NotDone when isNot => $"{order.Region} is not drained: neither its own table nor that of {now.Watcher}, which watches it, took the mark.{unequal}",
            NotDone => $"{order.Region} may be drained: {Unknown(answers, now)}{unequal}{untold}",
            AlreadySo => $"{order.Region} is drained already, since {now.Drained!.At:u} by {now.Drained.By}: {now.Drained.Reason}{unequal}{untold}",
            _ => $"{order.Region} is drained. {DrainRules.WhatFollows(order.Region, all)}{unequal}{untold}",
        }, answers);
    }

    /// <summary>The mark that stood for a moment, and its end, are acts like any other: Route 53 may have seen it.</summary>
    private async Task<RegionOutcome> TakeBackAsync(DrainOrder order, DrainMark mark, ImmutableArray<TableAnswer> answers, string overtaking, CancellationToken cancel)
    {
        var kept = await race.TakeBackAsync(order.Region, mark, cancel);
        var (stood, untold) = (answers.Any(answer => answer.Kind is TableAnswerKind.Written), "");
        if (stood)
        {
            await trail.KeepAsync(new RegionAct(mark.At, order.Region, RegionActKind.Drain, mark.By, mark.Reason, order.Emergency), cancel);
            untold = await KeepAsync(new RegionAct(Now(), order.Region, RegionActKind.Restore, order.By, $"taken back: {overtaking}"), cancel);
        }
        var end = kept.IsEmpty ? stood ? "Its mark was taken back." : "Nothing was written." : $"Its mark may stand in {And(kept)} still: when {(kept.Length is 1 ? "that table answers" : "those tables answer")}, region restore {order.Region} --despite-backlog.";
        return new RegionOutcome(Refused, order.Region, $"{order.Region} is not drained: {overtaking}, and no other region serves. {end} "
            + $"Look now (region status): where that drain was taken back as well, say this one again; else restore the other first, or insist by name: --even-the-last {order.Region}.{untold}", answers);
    }

    /// <returns>A region with a backlog is refused, unless one insists: what it accepted would be overtaken, what it lacks would be answered wrongly.</returns>
    public async Task<RegionOutcome> RestoreAsync(RestoreOrder order, CancellationToken cancel)
    {
        var all = await regions.LookAsync(cancel);
        if (all.FirstOrDefault(state => state.Region == order.Region) is not { } now)
            return NoSuch(order.Region, all);
        if (ClockRule.Refusal($"{order.Region} is not restored", all, clock.GetUtcNow()) is { } wrong)
            return new RegionOutcome(Refused, order.Region, wrong, []);
        var backlog = now.Drained is null || order.DespiteBacklog ? [] : await BacklogAsync(order, cancel);
        if (!backlog.IsEmpty)
            return new RegionOutcome(Refused, order.Region, $"{order.Region} is not restored: {string.Join("; ", backlog)}. Wait for it (--wait), or insist with --despite-backlog.", []);
        if (order.DryRun)
            return WouldRestore(order, now, all);
        var answers = await regions.UnmarkAsync(order.Region, null, cancel);
        var effect = Effect(answers, now);
        if (now.Drained is { } mark && effect is not AlreadySo)
            await trail.KeepAsync(RegionAct.Of(order.Region, mark), cancel); // a drain that nobody recorded: by hand, or by a function that did not get that far
        var untold = effect is AlreadySo ? "" : await KeepAsync(new RegionAct(Now(), order.Region, RegionActKind.Restore, order.By, Reason(order, now.Drained), Insisted: order.DespiteBacklog), cancel);
        var mayHoldIt = effect is AlreadySo && answers.Any(answer => answer.Kind is TableAnswerKind.NoAnswer);
        return new RegionOutcome(mayHoldIt ? NotDone : effect, order.Region, effect switch
        {
            NotDone => $"{order.Region} may be restored: {Unknown(answers, now)}{Silent(answers)}{untold}",
            AlreadySo when mayHoldIt => $"{order.Region} is not drained by the tables that answer; one that does not may hold the mark still.{Silent(answers)}",
            AlreadySo => $"{order.Region} was not drained.",
            _ => $"{order.Region} is restored. Requests come back once Route 53 has seen it.{Silent(answers)}{untold}",
        }, answers);
    }

    /// <summary>Who says nothing leaves a trail that still tells what it ended.</summary>
    private static string Reason(RestoreOrder order, DrainMark? ended) =>
        string.IsNullOrWhiteSpace(order.Reason) ? ended is null ? "not said; nothing is known of the drain" : $"after: {ended.Reason}" : order.Reason;

    private async Task<ImmutableArray<string>> BacklogAsync(RestoreOrder order, CancellationToken cancel)
    {
        var queues = regions.QueuesAsync(order.Region, cancel);
        var replication = order.DryRun ? [] : await regions.ReplicationAsync(null, order.Region, cancel); // finding out takes a write
        return [.. replication.Select(link => link.Left).Prepend((await queues).Left).Where(left => left is not "")];
    }

    private async Task<RegionOutcome> WouldDrainAsync(RegionState now, ImmutableArray<RegionState> all, CancellationToken cancel)
    {
        var (routing, queues) = (await regions.RoutingAsync(cancel), await regions.QueuesAsync(now.Region, cancel));
        return now.Drained is { } mark
            ? new RegionOutcome(AlreadySo, now.Region, $"{now.Region} is drained already, since {mark.At:u} by {mark.By}: {mark.Reason.TrimEnd('.')}. A dry run: nothing was written.", [])
            : IsSilent(now.Region, all) && IsSilent(now.Watcher, all)
            ? new RegionOutcome(NotDone, now.Region, $"{now.Region} would not be drained: neither its own table nor that of {now.Watcher}, which watches it, answers. A dry run: nothing was written.", [])
            : new RegionOutcome(WouldBeDone, now.Region,
                $"{now.Region} would be drained: one item, and one for the audit trail, into RegionsTable of {Tables(all)}. Within {routing.Settles.TotalSeconds:0} s new requests would go to {DrainRules.TakesOver(now.Region, all)}; "
                + $"{(queues.IsEmpty ? "its queues are empty" : $"{queues.Left}, and are handled there")}. A dry run: nothing was written.", []);
    }

    private static bool IsSilent(string table, ImmutableArray<RegionState> all) => all.SelectMany(state => state.Sightings).Any(sighting => sighting.Observer == table && !sighting.Answered);

    /// <summary>Which tables a write would reach, as far as a look can tell.</summary>
    private static string Tables(ImmutableArray<RegionState> all)
    {
        var tables = all.ToLookup(state => IsSilent(state.Region, all), state => state.Region);
        return $"{And(tables[false])}{(tables[true].ToArray() is { Length: > 0 } silent ? $" ({And(silent)} {(silent.Length is 1 ? "does" : "do")} not answer now: to be told later, by the same command again)" : "")}";
    }

    private static RegionOutcome WouldRestore(RestoreOrder order, RegionState now, ImmutableArray<RegionState> all) => now.Drained is null
        ? new RegionOutcome(AlreadySo, order.Region, $"{order.Region} is not drained. A dry run: nothing was written.", [])
        : new RegionOutcome(WouldBeDone, order.Region,
            $"{order.Region} would be restored: the item of {now.Drained.By} ({now.Drained.Reason}) would be taken out of RegionsTable of {Tables(all)}. Its queues are {(order.DespiteBacklog ? "not looked at" : "empty")}; whether replication into it has caught up is found out by a write, so not now. A dry run: nothing was written.", []);

    /// <returns>What to add where the audit trail could not be written everywhere; empty where it was.</returns>
    private async Task<string> KeepAsync(RegionAct act, CancellationToken cancel) =>
        await trail.KeepAsync(act, cancel) is { IsEmpty: false } lacking ? $" The audit trail lacks it in {And(lacking)}: any drain or restore that reaches {(lacking.Length is 1 ? "it" : "them")} puts it there." : "";

    /// <summary>As the tables keep it: the same act is to be the same wherever it is read.</summary>
    private DateTimeOffset Now() => clock.GetUtcNow() is var now ? new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero) : default;

    /// <summary>Route 53 asks the region itself and its watcher: one of these two has to have taken it. A table that others replicate to follows.</summary>
    private static RegionOutcomeKind Effect(ImmutableArray<TableAnswer> answers, RegionState region) =>
        !answers.Any(answer => answer.Kind is TableAnswerKind.Written or TableAnswerKind.StoodAlready && (answer.Region == region.Region || answer.Region == region.Watcher)) ? NotDone
        : answers.Any(answer => answer.Kind is TableAnswerKind.Written) ? Done
        : AlreadySo;

    /// <summary>A write without an answer may have been done.</summary>
    private static string Unknown(ImmutableArray<TableAnswer> answers, RegionState region)
    {
        var taken = answers.Where(answer => answer.Kind is TableAnswerKind.Written).Select(answer => answer.Region).ToArray();
        return $"nobody knows whether its own table or that of {region.Watcher}, which watches it, took it.{(taken is [] ? "" : $" {And(taken)} did, and replication passes it on.")} Look (region status), and say it again.";
    }

    private static string Silent(ImmutableArray<TableAnswer> answers) =>
        answers.Where(answer => answer.Kind is TableAnswerKind.NoAnswer).Select(answer => answer.Region).ToArray() is { Length: > 0 } silent
            ? $" {And(silent)} did not answer: do it again when {(silent.Length is 1 ? "it does" : "they do")}."
            : "";

    private static string Overtaken(ImmutableArray<TableAnswer> answers) =>
        string.Concat(answers.Where(answer => answer.Kind is TableAnswerKind.Overtaken).Select(answer => $" The table of {answer.Region} did not take it, because {And(answer.Overtakers)} is drained there: look (region status), and do it again."));

    private static RegionOutcome NoSuch(string region, ImmutableArray<RegionState> all) =>
        new(NoSuchRegion, region, $"There is no region {region}: the regions are {string.Join(", ", all.Select(state => state.Region))}.", []);

    private static string And(IEnumerable<string> names) => string.Join(" and ", names);
}
