using Appointments.Domain.Draining;
using CsCheck;

namespace Appointments.Tests.Domain.Draining;

/// <summary>Never both regions out of service by autoDrain, whatever the order of notices, calls, replication, cuts and restores.</summary>
public sealed class TwoPeersTests
{
    private static readonly Gen<(int Skew, PeerStep[] Steps)> Schedules =
        from skew in Gen.Int[-30, 30]
        from steps in (from kind in Gen.Frequency((3, PeerStepKind.Alarm), (6, PeerStepKind.Hear), (14, PeerStepKind.GoOn), (5, PeerStepKind.Deliver), (1, PeerStepKind.Network), (2, PeerStepKind.Restore))
                       from region in Gen.Int[0, 1]
                       from choice in Gen.Int[0, 1_000]
                       from pause in Gen.Int[0, 10]
                       select new PeerStep(kind, region, choice, pause)).Array[1, 120]
        select (skew, steps);

    [Fact]
    public void TheRegions_AreNeverBothDrained_WhateverTheSchedule()
    {
        var (drains, twice) = (0, 0);

        Schedules.Sample(schedule =>
        {
            var peers = new TwoPeers(schedule.Skew);
            foreach (var step in schedule.Steps)
            {
                peers.Do(step);
                Assert.False(peers.Out.Count() > 1, "Both regions are drained.");
            }
            Assert.Empty(peers.Unexpected);
            Interlocked.Add(ref drains, peers.Drains);
            Interlocked.Add(ref twice, peers.Drains > 1 ? 1 : 0);
        }, iter: 100_000);

        Assert.True(drains > 10_000, $"Only {drains} drains: the schedules do not lead where it matters.");
        Assert.True(twice > 1_000, $"Only {twice} schedules with a drain after a restore.");
    }
}
