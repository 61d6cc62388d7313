using System.Collections.Concurrent;
using System.Collections.Immutable;
using Appointments.Domain;

namespace Appointments.Backups;

/// <summary>What came of putting a backup's rows back.</summary>
/// <param name="Put">Rows that were missing and are there again.</param>
/// <param name="Stood">Rows that were there.</param>
/// <param name="Foreign">Appointments that stand with another registration than the backup's: for a person.</param>
/// <param name="Open">Appointments that others changed again and again meanwhile: nothing of them was put back; say it again.</param>
public sealed record PutBackOutcome(int Put, int Stood, ImmutableArray<string> Appointments, ImmutableArray<string> Foreign, ImmutableArray<string> Open);

/// <summary>Compares ledgers with a backup, and puts back what is missing. Everything may be repeated.</summary>
public sealed class BackupOperations(IKeptLedgers ledgers)
{
    private const int AtOnce = 8, Attempts = 4;

    /// <summary>Rows of the backup that a region lacks: of the region that lacks most.</summary>
    public async Task<int> MissingAsync(ImmutableArray<LedgerRow> kept, string idPrefix, CancellationToken cancel)
    {
        var lacking = await Task.WhenAll(ledgers.Regions.Select(async region =>
        {
            var living = (await ledgers.AllAsync(region, idPrefix, cancel)).ToLookup(row => row.AppointmentId);
            return kept.GroupBy(row => row.AppointmentId).Sum(same => Restoration.Of([.. same], [.. living[same.Key]]).Missing.Length);
        }));
        return lacking.Max();
    }

    /// <summary>Puts what is missing into one region's table; replication carries it to the others.</summary>
    /// <param name="dryRun">Only says what would be put.</param>
    public async Task<PutBackOutcome> PutBackAsync(string region, ImmutableArray<LedgerRow> kept, bool dryRun, CancellationToken cancel)
    {
        ConcurrentBag<(string Id, int Put, int Stood, bool Foreign, bool Open)> each = [];
        await Parallel.ForEachAsync(kept.GroupBy(row => row.AppointmentId), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (same, stop) =>
            each.Add(await PutBackAsync(region, same.Key, [.. same], dryRun, stop)));
        ImmutableArray<string> Ids(Func<(string Id, int Put, int Stood, bool Foreign, bool Open), bool> which) => [.. each.Where(which).Select(one => one.Id).Order(StringComparer.Ordinal)];
        return new PutBackOutcome(each.Sum(one => one.Put), each.Sum(one => one.Stood), Ids(one => one.Put > 0), Ids(one => one.Foreign), Ids(one => one.Open));
    }

    private async Task<(string Id, int Put, int Stood, bool Foreign, bool Open)> PutBackAsync(string region, string id, ImmutableArray<LedgerRow> kept, bool dryRun, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            var restoration = Restoration.Of(kept, await ledgers.ReadAsync(region, id, cancel));
            var (missing, foreign) = (restoration.Missing.Length, restoration.Foreign.Length);
            if (missing is 0 || dryRun || await ledgers.AddAsync(region, restoration.Missing, cancel))
                return (id, missing, kept.Length - missing - foreign, foreign > 0, false);
            if (attempt == Attempts)
                return (id, 0, 0, foreign > 0, true);
        }
    }
}
