using System.Collections.Immutable;
using Appointments.Faults;
using Appointments.Local.Replication;
using Appointments.Local.Watching;

namespace Appointments.Local.Faults;

/// <summary>The faults of a local run: which there are, and the world as they make it. One act at a time.</summary>
internal sealed class FaultsOnThisMachine(ImmutableArray<FaultyRegion> regions, ImmutableArray<ReplicationLink> links, RegionNetwork network, TimeProvider clock) : IFaults, IDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private ImmutableArray<ActiveFault> active = [];

    public Task<ImmutableArray<ActiveFault>> ActiveAsync(CancellationToken cancel) => Task.FromResult(active);

    public Task<FaultOutcome> InjectAsync(Fault fault, CancellationToken cancel) => InTurnAsync(async () =>
    {
        if (fault.Problems([.. regions.Select(region => region.Name)]) is { Length: > 0 } problems)
            return new FaultOutcome(FaultOutcomeKind.Invalid, string.Join('\n', problems), active);
        if (fault.Kind is FaultKind.RegionDead && regions.Single(region => region.Name == fault.Region).WhyItCannotDie is { } why)
            return new FaultOutcome(FaultOutcomeKind.Refused, why, active);
        if (active.FirstOrDefault(each => each.Fault == fault) is { } there)
            return new FaultOutcome(FaultOutcomeKind.AlreadySo, $"{fault} is there already, since {there.Since:u}.", active);
        await BecomeAsync([.. active.Where(each => !each.Fault.IsTheSameAs(fault)), new ActiveFault(fault, clock.GetUtcNow())], cancel);
        return new FaultOutcome(FaultOutcomeKind.Done, $"Injected {fault}: {FaultShape.Of(fault.Kind).Does}", active);
    }, cancel);

    public Task<FaultOutcome> ClearAsync(FaultKind? kind, string? region, string? to, CancellationToken cancel) => InTurnAsync(async () =>
    {
        if (Fault.Unknown([.. regions.Select(each => each.Name)], region, to).FirstOrDefault() is { } problem)
            return new FaultOutcome(FaultOutcomeKind.Invalid, problem, active);
        var gone = active.Where(each => (kind is null || each.Fault.Kind == kind) && (region is null || each.Fault.Region == region) && (to is null || each.Fault.To == to)).ToImmutableArray();
        if (gone.IsEmpty)
            return new FaultOutcome(FaultOutcomeKind.AlreadySo, "Nothing to clear: no such fault is there.", active);
        await BecomeAsync(active.RemoveRange(gone), cancel);
        return new FaultOutcome(FaultOutcomeKind.Done, $"Cleared {string.Join(", ", gone.Select(each => each.Fault))}.", active);
    }, cancel);

    public Task<FaultOutcome> ClearAllAsync(CancellationToken cancel) => ClearAsync(null, null, null, cancel);

    public void Dispose() => turn.Dispose();

    /// <summary>Makes the world as these faults say. An act that was begun is not given up half way: a region would be neither dead nor alive.</summary>
    private async Task BecomeAsync(ImmutableArray<ActiveFault> next, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        await Task.WhenAll(
        [
            .. regions.Select(region => region.ReplaceAsync(RegionTrouble.Of(region.Name, active), RegionTrouble.Of(region.Name, next), CancellationToken.None)),
            .. links.Select(link => LinkTrouble.Of(link, next).ReplaceAsync(LinkTrouble.Of(link, active), link, network)),
        ]);
        active = next;
    }

    private async Task<FaultOutcome> InTurnAsync(Func<Task<FaultOutcome>> act, CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try { return await act(); }
        finally { turn.Release(); }
    }
}
