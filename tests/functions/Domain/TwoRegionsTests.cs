using Appointments.Domain;
using CsCheck;

namespace Appointments.Tests.Domain;

/// <summary>The rules of two writers, on a model of global tables: any order, torn and repeated deliveries, slow changes, slow repairs, clocks apart.</summary>
public sealed class TwoRegionsTests
{
    // 34 was the most in 2,000,000 random schedules of up to 60 steps (most need 3 or fewer); a repair that answers a repair goes on without end.
    private const int MostRepairs = 40;

    [Fact]
    public void TwoRegions_EndAlike_WhateverTheScheduleOfOneRegistration() => Schedules(facts: 1).Sample(Run, iter: 20_000);

    [Fact]
    public void TwoRegions_EndAlikeAndLoseNothingInSilence_WhenAnIdIsRegisteredTwice() => Schedules(facts: 2).Sample(Run, iter: 20_000);

    private static Gen<(int Skew, bool Gated, int Order, Step[] Steps)> Schedules(int facts) =>
        from skew in Gen.Int[-20, 20]
        from gated in Gen.Bool
        from order in Gen.Int[0, 1_000]
        from steps in (from kind in Gen.Frequency((2, StepKind.Register), (4, StepKind.Change), (3, StepKind.Release), (6, StepKind.Deliver), (4, StepKind.Reconcile))
                       from region in Gen.Int[0, 1]
                       from choice in Gen.Int[0, 1_000]
                       from pause in Gen.Int[0, 10]
                       select new Step(kind, region, choice, pause, facts)).Array[1, 60]
        select (skew, gated, order, steps);

    private static void Run((int Skew, bool Gated, int Order, Step[] Steps) schedule)
    {
        var regions = new TwoRegions(schedule.Skew);
        foreach (var replica in regions.Replicas)
            replica.Gated = schedule.Gated;

        foreach (var step in schedule.Steps)
            regions.Do(step);
        regions.Settle(schedule.Order);

        var (one, other) = (regions.Replicas[0].Rows, regions.Replicas[1].Rows);
        Assert.Equal<LedgerRow>(one, other); // item by item
        Assert.True(regions.Repairs <= MostRepairs, $"{regions.Repairs} repairs");
        if (Ledger.Fold(one) is { } appointment)
            Assert.Equal([appointment.Current.Status], one.Where(row => row.Listed is not null).Select(row => row.Status));
        NothingIsLost(regions);
    }

    // What a region has committed is seen by the fold, or is in quarantine.
    private static void NothingIsLost(TwoRegions regions)
    {
        var standing = Ledger.Fold(regions.Replicas[0].Rows)?.Entries.Select(entry => (entry.Row.Status, entry.Row.Registration)).ToHashSet() ?? [];
        var setAside = regions.Quarantine.Entries.Select(entry => (entry.Region, entry.EventId)).ToHashSet();
        Assert.All(regions.Replicas.SelectMany(replica => replica.Committed).GroupBy(row => (row.Status, row.Registration)), same => Assert.True(
            standing.Contains(same.Key) || same.Any(row => setAside.Contains((row.ChangedIn, $"{row.RequestId}:{row.Status.Wire()}"))), $"{same.Key} is lost"));
    }
}
