using Appointments.Aws;

namespace Appointments.Tests.Regions.Injection;

/// <summary>Replication on AWS is told from probes: what is owed, and how old it is.</summary>
public sealed class SentProbesTests
{
    private readonly SentProbes probes = new();

    private static DateTimeOffset At(double second) => DateTimeOffset.UnixEpoch.AddSeconds(second);

    [Fact]
    public void ALink_OnWhichNothingEverArrived_IsOwedSomething()
    {
        Assert.Equal((1, null), probes.UnseenBy("sa-east-1", At(0)));
        probes.Note(At(1), written: true);
        Assert.Equal((1, At(1)), probes.UnseenBy("sa-east-1", At(0)));
    }

    [Fact]
    public void WhatHasNotArrived_IsCountedOnceItIsOld_AndAgedFromTheFirst()
    {
        foreach (var second in new[] { 1, 2, 3, 4 })
            probes.Note(At(second), written: true);
        probes.Arrived("sa-east-1", At(2));

        Assert.Equal((0, At(3)), probes.UnseenBy("sa-east-1", before: At(3)));
        Assert.Equal((1, At(3)), probes.UnseenBy("sa-east-1", before: At(3.5)));
        Assert.Equal((2, At(3)), probes.UnseenBy("sa-east-1", before: At(9)));
    }

    /// <summary>They are writes of one item: the last one replaces those before it.</summary>
    [Fact]
    public void ALaterProbe_SpeaksForAllBeforeIt_AndAnEarlierOneTakesNothingBack()
    {
        foreach (var second in new[] { 1, 2, 3 })
            probes.Note(At(second), written: true);
        probes.Arrived("sa-east-1", At(3));
        probes.Arrived("sa-east-1", At(1));

        Assert.Equal((0, null), probes.UnseenBy("sa-east-1", At(9)));
        Assert.Equal((4 - 1, At(1)), probes.UnseenBy("eu-west-1", At(9)));
    }

    [Fact]
    public void AProbe_ThatWasNotTaken_IsOwedByNobody_AndTheTableKeepsMilliseconds()
    {
        probes.Note(At(1.0004), written: true);
        probes.Arrived("sa-east-1", At(1));
        probes.Note(At(2), written: false);

        Assert.Equal((0, null), probes.UnseenBy("sa-east-1", At(9)));
        Assert.False(probes.Written);
        Assert.Equal(At(2), probes.Last);
    }
}
