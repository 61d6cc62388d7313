using System.Collections.Immutable;

namespace Appointments.Domain;

/// <summary>Registers appointments. What can never be registered is answered by quarantine, at once; an exception is only ever what may work later.</summary>
public sealed class Registrar(IAppointmentLedger ledger, IQuarantine quarantine, IMetrics metrics, TimeProvider clock, RegistrationRules rules)
{
    private readonly QuarantineKeeper keeper = new(quarantine, metrics, clock);

    /// <summary>Registers one appointment. The same registration again, whenever and from whichever region, changes nothing.</summary>
    public async Task<RegistrationAnswer> RegisterAsync(RegistrationRequest request, CancellationToken cancel)
    {
        if (rules.Refusal(request) is { } refusal)
            return await SetAsideAsync(request.AppointmentId, request.Origin, refusal, cancel);

        var requested = rules.Requested(request, clock.GetUtcNow());
        var standing = await ledger.AddRequestedAsync(requested, cancel);
        if (standing is null)
            return Answer(RegistrationAnswer.Registered, Counted.AppointmentRegistered);
        if (standing.Registration == requested.Registration)
            return Answer(RegistrationAnswer.AlreadyRegistered, Counted.DuplicateRegistration);

        return await SetAsideAsync(requested.AppointmentId, request.Origin,
            $"Appointment {requested.AppointmentId} is already registered {Facts(standing)}; this registration is {Facts(requested)}. Register it under an id of its own.", cancel);
    }

    /// <summary>Sets aside a message that can never become an appointment.</summary>
    /// <param name="appointmentId">What it says its id is, be that an id or not; null where it says none.</param>
    /// <param name="reason">A sentence without anything of the message but ids.</param>
    public async Task<RegistrationAnswer> SetAsideAsync(string? appointmentId, MessageOrigin origin, string reason, CancellationToken cancel)
    {
        await keeper.KeepAsync(appointmentId, origin, reason, cancel);
        return RegistrationAnswer.SetAside;
    }

    private RegistrationAnswer Answer(RegistrationAnswer answer, Counted counted)
    {
        metrics.Count(counted);
        return answer;
    }

    private static string Facts(LedgerRow row) => row.Schedule is null ? $"for {row.Country} without a schedule" : $"for {row.Country} in schedule {row.Schedule}";
}

/// <summary>How a registration ended.</summary>
public enum RegistrationAnswer
{
    Registered,

    /// <summary>It stood already; nothing changed.</summary>
    AlreadyRegistered,

    /// <summary>It can never be registered; the quarantine keeps it with the reason.</summary>
    SetAside,
}
