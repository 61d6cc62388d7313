using System.Collections.Immutable;

namespace Appointments.Domain;

/// <summary>The lists of appointments, as one region holds them. Eventually consistent: a change shows after a moment.</summary>
public interface IAppointmentLists
{
    /// <summary>One page: by status, and within a status the oldest change first.</summary>
    /// <exception cref="OperationCanceledException">The deadline passed; ask again.</exception>
    Task<ListPage> PageAsync(ListQuery query, CancellationToken cancel);
}

/// <summary>Which appointments a page shows.</summary>
/// <param name="Countries">The countries to list: one, or all that are served.</param>
/// <param name="Status">Only those with this status; null: all.</param>
/// <param name="Limit">At most so many: 1 to <see cref="MaxLimit"/>.</param>
/// <param name="After">Where the page before ended; null: the first page.</param>
public sealed record ListQuery(ImmutableArray<Country> Countries, AppointmentStatus? Status, int Limit, ListCursor? After)
{
    public const int MinLimit = 1;

    /// <summary>The most that a page may hold, and what it holds where the request names no limit.</summary>
    public const int MaxLimit = 100;
}

/// <summary>A page of a list.</summary>
/// <param name="Rows">Each appointment's current row.</param>
/// <param name="Next">Where the next page begins; null: this was the last.</param>
public sealed record ListPage(ImmutableArray<LedgerRow> Rows, ListCursor? Next);
