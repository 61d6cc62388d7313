using Appointments.Aws;
using Appointments.Faults;
using static Appointments.Tests.Regions.Injection.DeployedWorld;

namespace Appointments.Tests.Regions.Injection;

/// <summary>Faults that FIS makes: an experiment of the region's template.</summary>
public sealed class DeployedExperimentsTests
{
    private readonly DeployedWorld world = new();

    [Fact]
    public async Task ReplicationStopped_IsMadeByTheRegionsTemplate_AndIsThere_WhenNothingPassesEitherWay()
    {
        world.Meanwhile = report =>
        {
            if (report is 1)
                world.Aws.Become("EXP1", "running");
            if (report is 2)
                world.Cut(Far); // eu-west-1 is replicated still, as it may be for 5 minutes
            if (report is 5)
                world.Cut(Third);
        };

        var outcome = await world.InjectAsync(Stopped);

        Assert.Equal(FaultOutcomeKind.Done, outcome.Kind);
        Assert.Equal(7, world.Reports.Count); // the fifth look cut the last link; three looks saw it
        Assert.Equal("Injected replication-stopped --region us-east-1: by FIS experiment EXP1; nothing has passed either way since at most 14 s after its start. It ends by itself after 30 minutes.", outcome.Sentence);
        Assert.Equal("waiting until FIS experiment EXP1 stops replication of us-east-1, 4 s (AWS: up to 5 minutes)", world.Reports[2]);
        Assert.Contains("fis start-experiment --experiment-template-id EXT-us-east-1 --region us-east-1", world.Aws.Asked);
    }

    /// <summary>Each table is replicated by itself, so each stops by itself.</summary>
    [Fact]
    public async Task ReplicationStopped_IsNotThere_WhileOneTableIsReplicatedStill()
    {
        world.Regions.OneTablePasses = true;
        world.Meanwhile = report =>
        {
            if (report is 1)
                world.Aws.Become("EXP1", "running");
            if (report is 2)
                world.Cut(Far, Third);
            if (report is 5)
                world.Regions.OneTablePasses = false;
        };

        await world.InjectAsync(Stopped);

        Assert.Equal(7, world.Reports.Count); // the last table stopped at the fifth; three looks saw it
    }

    [Fact]
    public async Task AnExperiment_ThatDoesNotBite_IsStopped_AndNoFaultIsClaimed()
    {
        world.Meanwhile = report => { if (report is 1) world.Aws.Become("EXP1", "running"); };

        var problem = await Assert.ThrowsAsync<OperatorException>(() => world.InjectAsync(Stopped));

        Assert.StartsWith("Not within 6 minutes: FIS experiment EXP1 stops replication of us-east-1.", problem.Message);
        Assert.InRange(world.Reports.Count, 180, 182);
        Assert.Empty(world.Aws.Running);
        Assert.Equal(1, world.Aws.Asked.Count(call => call.StartsWith("fis stop-experiment --id EXP1")));
    }

    [Theory]
    [InlineData("failed")]
    [InlineData("stopped")]
    [InlineData("completed")]
    public async Task AnExperiment_ThatIsNotRunning_IsSaid_WithItsReason(string status)
    {
        (world.Aws.Reason, world.Meanwhile) = ("Experiment stopped by stop condition", report => { if (report is 1) world.Aws.Become("EXP1", status); });

        var problem = await Assert.ThrowsAsync<OperatorException>(() => world.InjectAsync(Stopped));

        Assert.Equal($"FIS experiment EXP1 of us-east-1 is {status} instead of running: Experiment stopped by stop condition. Nothing was made; its log group says more.", problem.Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WhatIsThere_IsAskedOfAws_SoThatAnybodyCanClearIt(bool seconds)
    {
        (world.Aws.WritesSeconds, world.Meanwhile) = (seconds, report => { if (report is 1) { world.Aws.Become("EXP1", "running"); world.Cut(Far, Third); } });
        await world.InjectAsync(Stopped);
        await world.InjectAsync(Failing);

        var active = await world.Faults.ActiveAsync(CancellationToken.None);
        var again = await world.InjectAsync(Stopped);

        Assert.Equal([(Stopped, DateTimeOffset.FromUnixTimeMilliseconds(1_764_014_400_500)), (Failing, null)], active.Select(each => (each.Fault, each.Since)));
        Assert.Equal((FaultOutcomeKind.AlreadySo, 1), (again.Kind, world.Aws.Asked.Count(call => call.StartsWith("fis start-experiment"))));
    }

    [Fact]
    public async Task Clearing_StopsTheExperiment_AndWaitsUntilReplicationPasses()
    {
        world.Meanwhile = report => { if (report is 1) { world.Aws.Become("EXP1", "running"); world.Cut(Far, Third); } };
        await world.InjectAsync(Stopped);
        world.Reports.Clear();
        world.Meanwhile = report => { if (report is 2) world.Regions.Cut.Clear(); };

        var outcome = await world.ClearAsync(region: Near);

        Assert.Equal((FaultOutcomeKind.Done, "Cleared replication-stopped --region us-east-1."), (outcome.Kind, outcome.Sentence));
        Assert.Equal(2, world.Reports.Count);
        Assert.Empty(world.Aws.Running);
        Assert.Equal(FaultOutcomeKind.AlreadySo, (await world.ClearAsync()).Kind);
    }

    /// <summary>Replication may take minutes, or not come back: patients are not to wait for it.</summary>
    [Fact]
    public async Task Clearing_FreesFunctions_BeforeItWaitsForReplication()
    {
        world.Meanwhile = report => { if (report is 1) { world.Aws.Become("EXP1", "running"); world.Cut(Far, Third); } };
        await world.InjectAsync(Stopped);
        await world.InjectAsync(Failing);
        var freed = -1;
        world.Reports.Clear();
        world.Meanwhile = report => freed = report is 1 ? world.Aws.Reserved.Count : freed;

        var problem = await Assert.ThrowsAsync<OperatorException>(() => world.ClearAsync());

        Assert.Equal(0, freed);
        Assert.StartsWith("Not all is cleared; what is: functions-failing --region us-east-1. Left, as far as is known:\nreplication-stopped --region us-east-1:\nNot within 6 minutes", problem.Message);
    }

    [Fact]
    public async Task AnExperiment_ThatNeitherBitesNorStops_SaysBoth_AndWhatToType()
    {
        world.Meanwhile = report => { if (report is 1) world.Aws.Become("EXP1", "running"); };
        world.Aws.Failing.Add("fis stop-experiment");

        var problem = await Assert.ThrowsAsync<OperatorException>(() => world.InjectAsync(Stopped));

        Assert.StartsWith("Not within 6 minutes: FIS experiment EXP1 stops replication of us-east-1.", problem.Message);
        Assert.Contains("Stop it: aws fis stop-experiment --id EXP1 --region us-east-1 --output json; by itself it ends after 30 minutes.", problem.Message);
    }

    [Fact]
    public async Task AnotherRegionsFault_AndAnotherTemplatesExperiment_AreLeftAlone()
    {
        await world.Aws.RunAsync(new("aws", ["fis", "start-experiment", "--experiment-template-id", "EXT-of-somebody", "--region", Near, "--output", "json"]), CancellationToken.None);
        world.Aws.Become("EXP1", "running");
        await world.InjectAsync(Failing);

        var outcome = await world.ClearAsync(FaultKind.FunctionsFailing, Far);

        Assert.Equal(FaultOutcomeKind.AlreadySo, outcome.Kind);
        Assert.Equal(["EXP1"], world.Aws.Running);
        Assert.Equal(2, world.Aws.Reserved.Count);
        Assert.Equal([Failing], (await world.Faults.ActiveAsync(CancellationToken.None)).Select(each => each.Fault));
    }

    [Fact]
    public async Task WithoutTheSetting_ReplicationStopped_IsRefused_WithTheCommandThatMendsIt()
    {
        world.HasTemplates = false;

        var outcome = await world.InjectAsync(Stopped);

        Assert.Equal(FaultOutcomeKind.Refused, outcome.Kind);
        Assert.Contains("pulumi config set appointments:faultInjection true", outcome.Sentence);
    }
}
