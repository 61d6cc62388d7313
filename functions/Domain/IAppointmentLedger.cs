using System.Collections.Immutable;

namespace Appointments.Domain;

/// <summary>The ledgers of all appointments, as one region holds them. Every method throws only what may work later.</summary>
public interface IAppointmentLedger
{
    /// <summary>Adds a requested row if its appointment has none. One conditional write, no read before it.</summary>
    /// <returns>Null: added. Otherwise the requested row that stands there; nothing was written.</returns>
    Task<LedgerRow?> AddRequestedAsync(LedgerRow requested, CancellationToken cancel);

    /// <summary>Every row of an appointment, strongly consistent: with all that this region acknowledged before.</summary>
    /// <returns>Empty where there is none.</returns>
    Task<ImmutableArray<LedgerRow>> ReadAsync(string appointmentId, CancellationToken cancel);

    /// <summary>Adds the row that follows the current one, names it as the current one's next status and takes that off the lists; all of it or nothing.</summary>
    /// <param name="current">The current row as it was read: its next status must still be that, as a rule none yet.</param>
    /// <param name="next">The row that follows, with its place in the lists. A row of another registration in its place gives way.</param>
    Task<AppendOutcome> AppendAsync(LedgerRow current, LedgerRow next, CancellationToken cancel);

    /// <summary>Mends one row, if it still is as it was read. It never makes a row.</summary>
    /// <returns>Whether it was written. Where not, the row has changed since, and that change brings its own reconciliation.</returns>
    Task<bool> RepairAsync(Repair repair, CancellationToken cancel);
}

/// <summary>How an append ended.</summary>
public enum AppendOutcome
{
    Appended,

    /// <summary>Another change of the same row was first; nothing was written.</summary>
    LostRace,

    /// <summary>Another write of these rows was under way; nothing was written. Read again and try again.</summary>
    Collided,
}
