using System.Collections.Immutable;
using Appointments.Backups;
using Appointments.Domain;

namespace Appointments.Tests.Backups;

/// <summary>Two regions' tables; nothing is replicated.</summary>
internal sealed class LedgersInMemory : IKeptLedgers
{
    public const string Us = "us-east-1", Sa = "sa-east-1";

    private readonly Lock oneAtATime = new();

    public Dictionary<string, List<LedgerRow>> Tables { get; } = new() { [Us] = [], [Sa] = [] };

    /// <summary>What another does just before rows are added or removed; each time.</summary>
    public Action Meanwhile { get; set; } = () => { };

    /// <summary>What happens when rows have been removed; each time.</summary>
    public Action Afterwards { get; set; } = () => { };

    /// <summary>How many removals meet another write of their rows that is under way, and are refused.</summary>
    public int Conflicts { get; set; }

    public ImmutableArray<string> Regions => [Us, Sa];

    public Task<ImmutableArray<LedgerRow>> AllAsync(string region, string idPrefix, CancellationToken cancel) =>
        Task.FromResult<ImmutableArray<LedgerRow>>([.. Tables[region].Where(row => row.AppointmentId.StartsWith(idPrefix, StringComparison.Ordinal))]);

    public Task<ImmutableArray<LedgerRow>> ReadAsync(string region, string appointmentId, CancellationToken cancel)
    {
        lock (oneAtATime)
            return Task.FromResult<ImmutableArray<LedgerRow>>([.. Tables[region].Where(row => row.AppointmentId == appointmentId)]);
    }

    public Task<bool> AddAsync(string region, ImmutableArray<LedgerRow> rows, CancellationToken cancel)
    {
        lock (oneAtATime)
        {
            Meanwhile();
            if (rows.Any(row => Tables[region].Any(there => (there.AppointmentId, there.Status) == (row.AppointmentId, row.Status))))
                return Task.FromResult(false);
            Tables[region].AddRange(rows);
            return Task.FromResult(true);
        }
    }

    public Task<bool> RemoveAsync(string region, ImmutableArray<LedgerRow> rows, CancellationToken cancel)
    {
        Meanwhile();
        if (Conflicts-- > 0)
            return Task.FromResult(false);
        var removed = Tables[region].RemoveAll(row => rows.Any(gone => (gone.AppointmentId, gone.Status) == (row.AppointmentId, row.Status)));
        Afterwards();
        return Task.FromResult(removed > 0);
    }
}
