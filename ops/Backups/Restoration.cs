using System.Collections.Immutable;
using Appointments.Domain;

namespace Appointments.Backups;

/// <summary>What of one appointment's backup goes back beside the rows that are there. Pure: rows that are there stay as they are, for a ledger only ever grows.</summary>
/// <param name="Missing">Rows to be put, all of them or none.</param>
/// <param name="Foreign">Rows of another registration than the one that stands: they are not put back, and a person has to see them.</param>
public sealed record Restoration(ImmutableArray<LedgerRow> Missing, ImmutableArray<LedgerRow> Foreign)
{
    /// <param name="kept">The backup's rows of one appointment, perhaps torn: a backup may hold some of a transaction's changes and not others.</param>
    /// <param name="living">Its rows as one region has them.</param>
    /// <remarks>Source: AWS, "Amazon DynamoDB Transactions: How it works": a table that is restored while a transaction's changes spread may have some of them and not all.</remarks>
    public static Restoration Of(IReadOnlyCollection<LedgerRow> kept, IReadOnlyCollection<LedgerRow> living)
    {
        var standing = Requested(living) ?? Requested(kept);
        var ours = kept.Where(row => standing is null || row.Registration == standing.Registration).ToImmutableArray();
        ImmutableArray<LedgerRow> missing = [.. ours.Where(row => living.All(there => there.Status != row.Status))];
        var together = living.Concat(missing).ToImmutableArray();
        // A row that names a follower which is nowhere would wait for it for ever, and no change could follow it.
        missing = [.. missing.Select(row => row.NextStatus is { } next && together.All(other => other.Status != next) ? row with { NextStatus = null } : row)];
        var current = Ledger.Fold(living.Concat(missing))?.Current;
        return new Restoration([.. missing.Select(row => row == current && ListPlaces.IsRight(row) ? row : row with { Listed = null })], [.. kept.Except(ours)]);
    }

    private static LedgerRow? Requested(IEnumerable<LedgerRow> rows) => rows.FirstOrDefault(row => row.Status is AppointmentStatus.Requested);
}
