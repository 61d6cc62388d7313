using System.Collections.Immutable;
using Appointments.Domain;

namespace Appointments.Backups;

/// <summary>A deployment's ledgers as who restores reaches them: each region's table by itself, and no control plane.</summary>
public interface IKeptLedgers
{
    /// <summary>In the order of the settings.</summary>
    ImmutableArray<string> Regions { get; }

    /// <summary>Every row of a table whose appointment's id begins with the prefix. Reads the whole table.</summary>
    Task<ImmutableArray<LedgerRow>> AllAsync(string region, string idPrefix, CancellationToken cancel);

    /// <summary>One appointment's rows, strongly consistent.</summary>
    Task<ImmutableArray<LedgerRow>> ReadAsync(string region, string appointmentId, CancellationToken cancel);

    /// <summary>Adds rows of one appointment where none of them is there; all of them or none.</summary>
    /// <returns>Whether they were added: not where one has come meanwhile. Read again then.</returns>
    Task<bool> AddAsync(string region, ImmutableArray<LedgerRow> rows, CancellationToken cancel);

    /// <summary>Takes rows of one appointment away, as nobody ever may but a drill that rehearses such a mistake; all of them or none.</summary>
    /// <returns>Whether they are gone: not where another write of them was under way. Read again then.</returns>
    Task<bool> RemoveAsync(string region, ImmutableArray<LedgerRow> rows, CancellationToken cancel);
}
