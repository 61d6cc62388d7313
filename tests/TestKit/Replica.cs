using System.Collections.Immutable;
using Appointments.Domain;

namespace Appointments.Tests.TestKit;

/// <summary>
/// One region's copy of a table as DynamoDB global tables (MREC) keep it: conditions see this copy only, a transaction's items leave apart,
/// the later writer of an item wins. Writes wait at a gate where a test wants them slow. Single-threaded: what a write lets go on runs at once.
/// </summary>
public sealed class Replica(string region, Func<long> clock) : IAppointmentLedger
{
    private readonly Dictionary<(string Id, AppointmentStatus Status), Version> items = [];
    private readonly List<TaskCompletionSource> waiting = [];

    public string Region { get; } = region;

    /// <summary>Whether changes and repairs wait until they are let go.</summary>
    public bool Gated { get; set; }

    public List<Version> Outbox { get; } = [];

    public Queue<StreamRecord> Stream { get; } = new();

    /// <summary>Every row that a registration or a change has committed here.</summary>
    public List<LedgerRow> Committed { get; } = [];

    public int Repairs { get; private set; }

    public int Waiting => waiting.Count;

    public ImmutableArray<LedgerRow> Rows => [.. items.Values.Select(version => version.Row).OrderBy(row => row.Status)];

    /// <summary>Lets one waiting write go on.</summary>
    public void Release(int index)
    {
        var gate = waiting[index % waiting.Count];
        waiting.Remove(gate);
        gate.SetResult();
    }

    /// <summary>A write of the other region arrives, perhaps not for the first time.</summary>
    public void Deliver(Version version)
    {
        if (!items.TryGetValue(Key(version.Row), out var held) || version.IsLaterThan(held))
            Store(version);
    }

    public Task<LedgerRow?> AddRequestedAsync(LedgerRow requested, CancellationToken cancel)
    {
        if (items.TryGetValue(Key(requested), out var standing))
            return Task.FromResult<LedgerRow?>(standing.Row);

        Write(requested);
        Committed.Add(requested);
        return Task.FromResult<LedgerRow?>(null);
    }

    public Task<ImmutableArray<LedgerRow>> ReadAsync(string appointmentId, CancellationToken cancel) =>
        Task.FromResult(Rows.Where(row => row.AppointmentId == appointmentId).ToImmutableArray());

    public async Task<AppendOutcome> AppendAsync(LedgerRow current, LedgerRow next, CancellationToken cancel)
    {
        await GateAsync();
        var unchanged = items.TryGetValue(Key(current), out var held) && held.Row.Registration == current.Registration && held.Row.NextStatus == current.NextStatus;
        var free = !items.TryGetValue(Key(next), out var taken) || taken.Row.Registration != next.Registration;
        if (!unchanged || !free)
            return AppendOutcome.LostRace;

        Write(held!.Row with { NextStatus = next.Status, Listed = null });
        Write(next);
        Committed.Add(next);
        return AppendOutcome.Appended;
    }

    public async Task<bool> RepairAsync(Repair repair, CancellationToken cancel)
    {
        await GateAsync();
        if (!items.TryGetValue(Key(repair.Row), out var held) || held.Row.Registration != repair.Row.Registration || held.Row.NextStatus != repair.Row.NextStatus)
            return false;

        Repairs++;
        Write(held.Row with { NextStatus = repair.NextStatus, Listed = repair.Listed });
        return true;
    }

    private static (string, AppointmentStatus) Key(LedgerRow row) => (row.AppointmentId, row.Status);

    private Task GateAsync()
    {
        if (!Gated)
            return Task.CompletedTask;

        var gate = new TaskCompletionSource();
        waiting.Add(gate);
        return gate.Task;
    }

    private void Write(LedgerRow row)
    {
        // A region's write is later than what it replaces, whatever its clock says: otherwise it would stand here and nowhere else.
        var after = items.TryGetValue(Key(row), out var held) ? held.Stamp + 1 : 0;
        var version = new Version(row, Math.Max(clock(), after), Region);
        if (held?.Row != row)
            Store(version); // an identical write leaves no stream record, but replicates
        items[Key(row)] = version;
        Outbox.Add(version);
    }

    private void Store(Version version)
    {
        Stream.Enqueue(new StreamRecord(items.GetValueOrDefault(Key(version.Row))?.Row, version.Row));
        items[Key(version.Row)] = version;
    }
}

/// <summary>A row with the time and region of its write, by which replicas choose.</summary>
public sealed record Version(LedgerRow Row, long Stamp, string Region)
{
    public bool IsLaterThan(Version other) => (Stamp, string.CompareOrdinal(Region, other.Region)).CompareTo((other.Stamp, 0)) > 0;
}

/// <summary>What a table's stream says: a row as it was and as it is.</summary>
public sealed record StreamRecord(LedgerRow? Old, LedgerRow New);
