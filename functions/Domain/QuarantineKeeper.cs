namespace Appointments.Domain;

/// <summary>Sets messages aside, the same way whoever does it.</summary>
internal sealed class QuarantineKeeper(IQuarantine quarantine, IMetrics metrics, TimeProvider clock)
{
    /// <param name="appointmentId">What the message says its id is, be that an id or not; null where it says none.</param>
    /// <returns>Whether the entry is new: a message that comes again is kept and counted once.</returns>
    public async Task<bool> KeepAsync(string? appointmentId, MessageOrigin origin, string reason, CancellationToken cancel)
    {
        var id = Identifier.IsValid(appointmentId) ? appointmentId : null;
        var now = clock.GetUtcNow();
        var isNew = await quarantine.SetAsideAsync(new SetAside(id, origin.Region, origin.RequestId, reason, Instant.Truncate(now), origin.Content)
            { ExpiresAt = Rehearsal.Expiry(origin.Rehearses, now) }, cancel);
        if (isNew)
            metrics.Count(Counted.Quarantined);
        return isNew;
    }
}
