using System.Collections.Immutable;
using Appointments.Domain;

namespace Appointments.Quarantine;

/// <summary>A deployment's quarantine as an operator reaches it. The table is global: any region that answers will do.</summary>
public interface IQuarantineDesk
{
    /// <summary>Page by page, in the table's own order. Reads the whole table: a person's question, which the API never asks.</summary>
    /// <param name="resolvedToo">With those that a person has dealt with.</param>
    /// <param name="limit">The most entries of a page.</param>
    /// <param name="cursor">A page's <see cref="QuarantinePage.Next"/>; null: from the beginning.</param>
    Task<QuarantinePage> ListAsync(bool resolvedToo, int limit, string? cursor, CancellationToken cancel);

    /// <summary>All entries under one appointment id.</summary>
    Task<ImmutableArray<QuarantineEntry>> FindAsync(string appointmentId, CancellationToken cancel);

    /// <summary>The row that stands for an appointment; null: none does.</summary>
    Task<LedgerRow?> StandingAsync(string appointmentId, CancellationToken cancel);

    /// <summary>Puts a registration on its country's queue, under a request id of its own.</summary>
    /// <returns>The region whose queue has it.</returns>
    Task<string> PutBackAsync(QuarantineEntry entry, RegistrationRequest registration, string country, string requestId, CancellationToken cancel);

    /// <summary>Marks an entry as resolved, unless it is.</summary>
    /// <returns>Whether it was not.</returns>
    Task<bool> ResolveAsync(QuarantineEntry entry, Resolution resolution, CancellationToken cancel);
}
