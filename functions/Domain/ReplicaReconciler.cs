namespace Appointments.Domain;

/// <summary>
/// Puts right what replication cannot: it brings a change's rows apart and in any order, and where two regions wrote the same row it keeps the later one and says nothing.
/// </summary>
public sealed class ReplicaReconciler(IAppointmentLedger ledger, IQuarantine quarantine, IMetrics metrics, TimeProvider clock, ListPlaces places, string region)
{
    /// <summary>Keeps a row that another registration of the same id has replaced.</summary>
    /// <param name="displaced">The row as it was.</param>
    /// <param name="standing">The row that stands in its place.</param>
    /// <returns>Whether it came to light here: false where its quarantine had it.</returns>
    public Task<bool> KeepDisplacedAsync(LedgerRow displaced, LedgerRow standing, CancellationToken cancel) => KeepAsync(displaced,
        $"Appointment {displaced.AppointmentId} was registered twice with different facts; this row ({Facts(displaced)}) was replaced by one that {standing.ChangedIn} wrote ({Facts(standing)}).", cancel);

    /// <summary>Whether a row that was removed had outlived its time: DynamoDB removes such rows, one by one and in any order, and nothing is to be put right.</summary>
    public bool HasExpired(LedgerRow removed) => removed.ExpiresAt <= clock.GetUtcNow();

    /// <summary>Looks at an appointment of which a row has arrived or changed, and mends what the rows together say is wrong.</summary>
    /// <param name="arrived">The statuses whose rows are new here: a conflict counts when one of its rows arrives.</param>
    /// <returns>Whether a conflict came to light.</returns>
    public async Task<bool> ReconcileAsync(string appointmentId, IReadOnlySet<AppointmentStatus> arrived, CancellationToken cancel)
    {
        var found = Reconciliation.Of(await ledger.ReadAsync(appointmentId, cancel), places, region);
        var conflicts = found.Conflicts.Count(conflict => conflict.Statuses.Any(arrived.Contains));
        for (var each = 0; each < conflicts; each++)
            metrics.Count(Counted.ReplicaConflict);
        foreach (var orphan in found.Orphans)
        {
            if (await KeepAsync(orphan, $"Appointment {appointmentId} was registered twice with different facts; this row ({Facts(orphan)}) belongs to the registration that does not stand.", cancel))
                conflicts++;
        }

        foreach (var repair in found.Repairs)
        {
            if (await ledger.RepairAsync(repair, cancel))
                metrics.Count(Counted.ReplicaRepair);
        }

        return conflicts > 0;
    }

    private async Task<bool> KeepAsync(LedgerRow row, string reason, CancellationToken cancel)
    {
        // The row names itself, not who found it: each region finds it, one entry stays.
        var now = clock.GetUtcNow();
        var entry = new SetAside(row.AppointmentId, row.ChangedIn, $"{row.RequestId}:{row.Status.Wire()}", reason, Instant.Truncate(now), RowContent.Json(row))
            { ExpiresAt = Rehearsal.Expiry(row.ExpiresAt is not null, now) };
        if (!await quarantine.SetAsideAsync(entry, cancel))
            return false;

        metrics.Count(Counted.Quarantined);
        metrics.Count(Counted.ReplicaConflict);
        return true;
    }

    private static string Facts(LedgerRow row) => $"{row.Status.Wire()}, {row.Country}, schedule {row.Schedule ?? "none"}";
}
