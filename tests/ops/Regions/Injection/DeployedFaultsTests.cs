using Appointments.Aws;
using Appointments.Faults;
using Appointments.Injection;
using static Appointments.Tests.Regions.Injection.DeployedWorld;

namespace Appointments.Tests.Regions.Injection;

/// <summary>Faults that the data plane makes, and those that cannot be made on AWS.</summary>
public sealed class DeployedFaultsTests
{
    private readonly DeployedWorld world = new();

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public async Task FunctionsFailing_RefusesEveryInvocationOfTheRegion_AndClearing_ReservesWhatTheStackReserves(int kept)
    {
        world.Reserved = kept;
        var injected = await world.InjectAsync(Failing);
        var there = world.Aws.Reserved.ToArray();

        var cleared = await world.ClearAsync(FaultKind.FunctionsFailing);

        Assert.Equal((FaultOutcomeKind.Done, FaultOutcomeKind.Done), (injected.Kind, cleared.Kind));
        Assert.Equal([(("us-east-1-list", Near), 0), (("us-east-1-register", Near), 0)], there.Select(each => (each.Key, each.Value)));
        Assert.Equal(kept is 0 ? [] : [(("us-east-1-list", Near), 7), (("us-east-1-register", Near), 7)], world.Aws.Reserved.Select(each => (each.Key, each.Value)));
    }

    [Fact]
    public async Task AFault_ThatCouldBeMadeHalf_IsTakenBack_AndTheReasonIsSaid()
    {
        world.Aws.Failing.Add("lambda put-function-concurrency --function-name us-east-1-register");

        var problem = await Assert.ThrowsAsync<OperatorException>(() => world.InjectAsync(Failing));

        Assert.Contains("AccessDeniedException", problem.Message);
        Assert.Contains("are there credentials for this account", problem.Message);
        Assert.Contains(world.Aws.Asked, call => call.StartsWith("lambda put-function-concurrency --function-name us-east-1-list"));
        Assert.Empty(world.Aws.Reserved);
    }

    /// <summary>Whoever made half a fault has to know both: why it is no whole one, and that the half is there.</summary>
    [Fact]
    public async Task AFault_ThatIsNeitherMadeNorTakenBack_SaysBoth_AndWhatToType()
    {
        world.Aws.Failing.AddRange(["lambda put-function-concurrency --function-name us-east-1-register", "lambda delete-function-concurrency --function-name us-east-1-list"]);

        var problem = await Assert.ThrowsAsync<OperatorException>(() => world.InjectAsync(Failing));

        Assert.StartsWith("aws lambda put-function-concurrency ended with 254", problem.Message);
        Assert.Contains("us-east-1-list may refuse every invocation still (aws lambda delete-function-concurrency ended with 254:   AccessDeniedException). Free it: aws lambda delete-function-concurrency --function-name us-east-1-list --region us-east-1 --output json", problem.Message);
        Assert.Contains(world.Aws.Asked, call => call.StartsWith("lambda delete-function-concurrency --function-name us-east-1-register"));
    }

    [Fact]
    public async Task Clearing_FreesEveryFunctionThatItCan_AndNamesTheOthers()
    {
        world.Reserved = 7;
        await world.InjectAsync(Failing);
        await world.InjectAsync(Failing with { Region = Far });
        world.Aws.Failing.Add("lambda put-function-concurrency --function-name us-east-1-list");

        var problem = await Assert.ThrowsAsync<OperatorException>(() => world.ClearAsync());

        Assert.Equal([("us-east-1-list", Near)], world.Aws.Reserved.Where(each => each.Value is 0).Select(each => each.Key));
        Assert.Equal(3, world.Aws.Reserved.Count(each => each.Value is 7));
        Assert.StartsWith("Not all is cleared; what is: functions-failing --region sa-east-1. Left, as far as is known:\nfunctions-failing --region us-east-1:\nus-east-1-list may refuse", problem.Message);
        Assert.Contains("Free it: aws lambda put-function-concurrency --function-name us-east-1-list --reserved-concurrent-executions 7 --region us-east-1", problem.Message);
        Assert.DoesNotContain("us-east-1-register may", problem.Message);
    }

    [Fact]
    public async Task Clearing_FreesFunctions_WhereNobodyCanSayWhatIsThere()
    {
        await world.InjectAsync(Failing);
        world.Aws.Failing.AddRange(["fis list-experiments", "lambda get-function-concurrency --function-name us-east-1-list"]);

        var problem = await Assert.ThrowsAsync<OperatorException>(() => world.ClearAsync());

        Assert.Empty(world.Aws.Reserved);
        Assert.Contains("what is: functions-failing --region us-east-1.", problem.Message);
        Assert.Contains("replication-stopped --region us-east-1:\naws fis list-experiments ended with 254", problem.Message);
    }

    public static TheoryData<Fault, string> Impossible => new()
    {
        { Stopped with { To = Far }, "replication-stopped in the direction of sa-east-1 alone cannot be made on AWS: FIS stops replication into the region and out of it." },
        { Failing with { Share = 0.5 }, "functions-failing with a share of 0.5 cannot be made on AWS: a reserved concurrency of 0 refuses every invocation." },
        { new Fault(FaultKind.RegionDead, Near), "region-dead cannot be made on AWS: Nobody can switch off" },
        { new Fault(FaultKind.ClockSkew, Near, Seconds: 2), "clock-skew cannot be made on AWS: AWS keeps the clocks" },
    };

    [Theory, MemberData(nameof(Impossible))]
    public async Task WhatCannotBeMade_IsRefused_WithTheReason_AndNothingIsCalled(Fault fault, string reason)
    {
        var outcome = await world.InjectAsync(fault);

        Assert.Equal(FaultOutcomeKind.Refused, outcome.Kind);
        Assert.StartsWith(reason, outcome.Sentence);
        Assert.Empty(world.Aws.Asked);
    }

    [Fact]
    public async Task AnUnknownRegion_IsBadUse()
    {
        Assert.Equal(FaultOutcomeKind.Invalid, (await world.InjectAsync(Stopped with { Region = "us-east-2" })).Kind);
        Assert.Equal(FaultOutcomeKind.Invalid, (await world.ClearAsync(region: "us-east-2")).Kind);
        Assert.Empty(world.Aws.Asked);
    }

    /// <summary>A kind more needs a word about AWS; and what the program calls a fault is what people type.</summary>
    [Fact]
    public void EveryKind_HasAWordAboutAws()
    {
        var all = Enum.GetValues<FaultKind>().ToDictionary(kind => kind, FaultOnAws.Of);

        Assert.Equal(15, all.Count);
        Assert.All(all.Values, word => Assert.True(word.How.Length > 20));
        Assert.Equal([FaultKind.FunctionsFailing, FaultKind.ReplicationStopped], all.Where(each => each.Value.Means is not AwsMeans.None).Select(each => each.Key));
        Assert.Equal(Plan.StackOutputs.ReplicationStopped, FaultKind.ReplicationStopped.Word());
    }
}
