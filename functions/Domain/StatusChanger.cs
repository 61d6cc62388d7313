namespace Appointments.Domain;

/// <summary>Changes the status of an appointment.</summary>
/// <param name="region">The region that this runs in.</param>
public sealed class StatusChanger(IAppointmentLedger ledger, IMetrics metrics, TimeProvider clock, ListPlaces places, string region)
{
    /// <summary>How often a change is tried where other writes of the same rows are under way.</summary>
    public const int Tries = 3;

    /// <summary>Changes the status, if the lifecycle allows it and nobody was first.</summary>
    /// <returns>The appointment after it; or why not. The status that the appointment already has is accepted and changes nothing.</returns>
    public async Task<Decision> ChangeAsync(string appointmentId, AppointmentStatus to, string requestId, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (Ledger.Fold(await ledger.ReadAsync(appointmentId, cancel)) is not { } appointment)
                return NotArrived(appointmentId);
            if (Settled(appointment, to) is { } settled)
                return settled;

            var next = Next(appointment.Current, to, requestId);
            switch (await ledger.AppendAsync(appointment.Current, next, cancel))
            {
                case AppendOutcome.Appended:
                    metrics.Count(Counted.StatusChanged);
                    var current = appointment.Current with { NextStatus = to, Listed = null };
                    return new Decision.Accepted(Ledger.Fold([.. appointment.Entries.Select(entry => entry.Row == appointment.Current ? current : entry.Row), next])!);
                case AppendOutcome.LostRace:
                case AppendOutcome.Collided when attempt == Tries:
                    return await LostAsync(appointmentId, to, cancel);
            }
        }
    }

    /// <summary>What an appointment that has not arrived is answered with.</summary>
    public static Decision.Unknown NotArrived(string appointmentId) => new(
        $"Appointment {appointmentId} is not known in this region. If it was requested a moment ago, or in another region, it may not have arrived yet: ask again in a few seconds.");

    private static Decision? Settled(Appointment appointment, AppointmentStatus to) => (appointment.Status, appointment.UnderWay) switch
    {
        var (status, _) when status == to && to != AppointmentStatus.Requested => new Decision.Accepted(appointment), // the same request again
        var (status, _) when !Lifecycle.Allows(status, to) => new Decision.Refused(Forbidden(appointment, to)),
        (_, { } next) => new Decision.Refused(UnderWay(appointment, next)),
        _ => null,
    };

    private async Task<Decision> LostAsync(string appointmentId, AppointmentStatus to, CancellationToken cancel)
    {
        if (Ledger.Fold(await ledger.ReadAsync(appointmentId, cancel)) is not { } appointment)
            return NotArrived(appointmentId);
        if (appointment.Status == to)
            return new Decision.Accepted(appointment);

        metrics.Count(Counted.RaceLost);
        return new Decision.Refused(appointment.UnderWay is { } next ? UnderWay(appointment, next)
            : $"Appointment {appointmentId} was changed at the same time and is now {appointment.Status.Wire()}; nothing was changed to {to.Wire()}. Look at it and decide anew.");
    }

    private static string Forbidden(Appointment appointment, AppointmentStatus to) =>
        $"Appointment {appointment.Id} is {appointment.Status.Wire()} and cannot become {to.Wire()}. "
        + (Lifecycle.From(appointment.Status) is { Length: > 0 } allowed
            ? $"It can become {string.Join(" or ", allowed.Select(status => status.Wire()))}."
            : "Nothing follows that; request a new appointment.");

    private static string UnderWay(Appointment appointment, AppointmentStatus next) =>
        $"Appointment {appointment.Id} is becoming {next.Wire()} by a change that is still arriving from another region; nothing was changed. Ask again in a few seconds.";

    private LedgerRow Next(LedgerRow current, AppointmentStatus to, string requestId)
    {
        var next = current with
        {
            Status = to,
            ChangedAt = Instant.Truncate(clock.GetUtcNow()),
            ChangedIn = region,
            PreviousStatus = current.Status,
            RequestId = requestId,
            NextStatus = null,
        };
        return next with { Listed = places.Of(next) };
    }
}
