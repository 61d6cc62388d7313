using System.Collections.Immutable;

namespace Appointments.Domain;

/// <summary>Reads one appointment.</summary>
public sealed class AppointmentReader(IAppointmentLedger ledger, IQuarantine quarantine)
{
    /// <summary>One appointment as this region holds it, strongly consistent, and what was set aside under its id.</summary>
    public async Task<AppointmentFile> GetAsync(string appointmentId, CancellationToken cancel)
    {
        var rows = ledger.ReadAsync(appointmentId, cancel);
        var setAside = quarantine.FindAsync(appointmentId, cancel);
        return new AppointmentFile(Ledger.Fold(await rows), await setAside);
    }
}

/// <summary>All that is known under one appointment id.</summary>
/// <param name="Appointment">Null where none has arrived, though quarantine may know the id.</param>
public sealed record AppointmentFile(Appointment? Appointment, ImmutableArray<SetAside> Quarantined);
