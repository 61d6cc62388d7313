using System.Collections.Immutable;
using System.Globalization;
using static Appointments.Domain.Draining.AutoDrainOutcome;

namespace Appointments.Domain.Draining;

/// <summary>
/// Drains the region that this one watches when its clients get errors, if this one can take them. Never two regions at once: every table must answer and all must agree
/// (so that nothing of an earlier act is still under way), and one table, the arbiter's, takes one drain at a time. What cannot be known is left to people.
/// docs/decisions/auto-drain.md has the argument; the tests have the model.
/// </summary>
public sealed class AutoDrain(IAlarmNotes notes, IRegionTables tables, IOwnHealth health, IMetrics metrics, TimeProvider clock, AutoDrainDuty duty)
{
    /// <summary>After that, people are at it: an alarm that comes so late, or that could not be answered so long, drains nobody.</summary>
    public static readonly TimeSpan MostAge = TimeSpan.FromMinutes(15);

    /// <summary>An alarm of this region's own that is older has lost its end on the way, or people have been at it for hours: else one lost notice would keep its peer from ever being drained again.</summary>
    public static readonly TimeSpan MostOwnAge = TimeSpan.FromHours(6);

    /// <exception cref="Exception">This region's own table or the arbiter did not answer; to be asked again. All this can be repeated.</exception>
    public async Task<AutoDrainAnswer> HearAsync(AlarmNotice notice, CancellationToken cancel)
    {
        if (notice.Region != duty.Own && notice.Region != duty.Watched)
            return new AutoDrainAnswer(Nothing, $"{notice.AlarmName} is an alarm of {notice.Region}: {duty.Own} watches {duty.Watched} and itself.");
        await notes.KeepAsync(notice, cancel);
        var (alarm, own) = (await notes.LastAsync(duty.Watched, cancel), await notes.LastAsync(duty.Own, cancel));
        if (alarm is not { Raised: true })
            return new AutoDrainAnswer(Nothing, $"{duty.Watched} raises no alarm. What is drained stays drained until a person restores it.");
        if (clock.GetUtcNow() - alarm.ChangedAt > MostAge)
            return Counted(NotDrained, $"{duty.Watched} is not drained: its alarm is of {Clock(alarm.ChangedAt)}, more than {MostAge.TotalMinutes:0} minutes ago, and is left to people.");
        var leftOut = own is { Raised: true } && clock.GetUtcNow() - own.ChangedAt > MostOwnAge ? own : null;
        if (own is { Raised: true } && leftOut is null)
            return Counted(NotDrained, $"{duty.Watched} is not drained: clients of {duty.Own} get errors too, since {Clock(own.ChangedAt)}. Looked at again when that is over.");
        if (!await health.AnswersAsync(cancel))
            return Counted(Undecided, $"{duty.Watched} is not drained: {duty.Own} itself does not answer 200 to /health.");
        return await DecideAsync(alarm, leftOut, await tables.LookAsync(cancel), cancel);
    }

    /// <param name="leftOut">This region's own alarm, where it is too old to count.</param>
    private async Task<AutoDrainAnswer> DecideAsync(AlarmNotice alarm, AlarmNotice? leftOut, ImmutableArray<TableView> views, CancellationToken cancel)
    {
        if (views.Where(view => view.Records is null).Select(view => view.Problem is { } problem ? $"{view.Observer} ({problem})" : view.Observer).ToArray() is { Length: > 0 } silent)
            return Counted(Undecided, $"{duty.Watched} is not drained: the table of {string.Join(" and ", silent)} did not answer, so that nobody knows what stands there.");
        var records = views[0].Records!.Value;
        if (views.FirstOrDefault(view => !view.Records!.Value.SequenceEqual(records)) is { } other)
            return Counted(Undecided, $"{duty.Watched} is not drained: the tables of {views[0].Observer} and {other.Observer} do not say the same yet, so that an earlier act is still under way.");
        var watched = records.Single(record => record.Region == duty.Watched);
        var others = records.Remove(watched);
        if (watched.DrainedAt is { } drainedAt)
            return new AutoDrainAnswer(Nothing, $"{duty.Watched} is drained already, since {Clock(drainedAt)}.");
        if (watched.RestoredAt >= alarm.ChangedAt)
            return Counted(NotDrained, $"{duty.Watched} is not drained: a person restored it at {Clock(watched.RestoredAt.Value)}, after the alarm.");
        if (others.FirstOrDefault(each => each.DrainedAt is not null) is { } away)
            return Counted(NotDrained, $"{duty.Watched} is not drained: {away.Region} is, since {Clock(away.DrainedAt!.Value)}. A second region is a person's decision.");
        return await DrainAsync(alarm, leftOut, others, cancel);
    }

    private async Task<AutoDrainAnswer> DrainAsync(AlarmNotice alarm, AlarmNotice? leftOut, ImmutableArray<RegionRecord> others, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var because = $"its alarm {alarm.AlarmName} was raised at {Clock(alarm.ChangedAt)} (its clients get errors by its fault) and {duty.Own} is healthy"
            + (leftOut is null ? "" : $" (its own alarm of {Clock(leftOut.ChangedAt)} is more than {MostOwnAge.TotalHours:0} hours old, and nobody has said that it is over: left out)");
        if (duty.DryRun)
            return Counted(WouldDrain, $"autoDrain would have drained {duty.Watched} at {Clock(now)}, because {because}.");
        return await tables.ClaimAsync(new DrainClaim(duty.Watched, now, alarm.ChangedAt, $"Drained by autoDrain, because {because}.", others), cancel)
            ? Counted(Drained, $"autoDrain drained {duty.Watched} at {Clock(now)}, because {because}. It stays so until a person restores it: ./appointments region restore {duty.Watched}")
            : Counted(Undecided, $"{duty.Watched} is not drained: another act came first.");
    }

    private AutoDrainAnswer Counted(AutoDrainOutcome outcome, string sentence)
    {
        metrics.Count(outcome switch
        {
            Drained => Domain.Counted.RegionDrained,
            WouldDrain => Domain.Counted.RegionWouldBeDrained,
            _ => Domain.Counted.RegionNotDrained,
        });
        return new AutoDrainAnswer(outcome, sentence);
    }

    private static string Clock(DateTimeOffset at) => at.UtcDateTime.ToString("HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
