using System.Collections.Immutable;
using Appointments.Domain;

namespace Appointments.Backups;

/// <summary>An operator's mistake, rehearsed: rows are deleted that nobody may delete. It touches what a drill has registered, and nothing else.</summary>
/// <param name="idPrefix">What the ids of the drill begin with.</param>
public sealed class RehearsedMistake(IKeptLedgers ledgers, string idPrefix)
{
    private readonly string idPrefix = idPrefix.StartsWith(Rehearsal.IdPrefix, StringComparison.Ordinal) && idPrefix.Length > Rehearsal.IdPrefix.Length ? idPrefix
        : throw new ArgumentException($"A mistake is rehearsed with appointments of one drill, whose ids begin with {Rehearsal.IdPrefix} and the drill's run: {idPrefix} is not such a beginning.", nameof(idPrefix));

    /// <summary>Deletes this share of the appointments, with all their rows, in one region; replication carries it to the others, as it would a real mistake.</summary>
    /// <param name="share">Above 0, up to 1.</param>
    /// <param name="record">Given rows before they are deleted, and waited for: wherever this is cut off, no row is gone that is on no record. It may be given rows that then stay.</param>
    /// <returns>The rows that are gone.</returns>
    public async Task<ImmutableArray<LedgerRow>> MakeAsync(string region, double share, Func<ImmutableArray<LedgerRow>, Task> record, CancellationToken cancel)
    {
        var ids = (await ledgers.AllAsync(region, idPrefix, cancel)).Select(row => row.AppointmentId).Distinct().Order(StringComparer.Ordinal).ToArray();
        var gone = ImmutableArray.CreateBuilder<LedgerRow>();
        HashSet<LedgerRow> recorded = [];
        foreach (var id in ids.Where((_, index) => Math.Floor((index + 1) * share) > Math.Floor(index * share))) // evenly, and the same for the same ids
            while (await ledgers.ReadAsync(region, id, cancel) is { IsEmpty: false } rows) // a change that was under way may add one
            {
                await record([.. rows.Where(recorded.Add)]);
                if (await ledgers.RemoveAsync(region, rows, cancel))
                    gone.AddRange(rows);
            }
        return gone.DrainToImmutable();
    }
}
