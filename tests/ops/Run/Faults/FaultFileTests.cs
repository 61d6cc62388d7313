using System.Collections.Immutable;
using Appointments.Faults;
using Microsoft.Extensions.Time.Testing;

namespace Appointments.Tests.Run.Faults;

public sealed class FaultFileTests
{
    private static readonly ImmutableArray<string> Regions = ["us-east-1", "sa-east-1"];

    [Fact]
    public void AFile_IsRead_InTheOrderOfItsTimes()
    {
        var script = FaultFile.Parse("""
            [{"at": 20, "clear": {}},
             {"at": 2.5, "inject": {"kind": "functions-slow", "region": "us-east-1", "seconds": 2}},
             {"at": 10, "clear": {"kind": "functions-slow", "region": "us-east-1"}}]
            """, Regions);

        Assert.Equal<FaultStep>(
        [
            new FaultStep(TimeSpan.FromSeconds(2.5), new Fault(FaultKind.FunctionsSlow, "us-east-1", Seconds: 2), null),
            new FaultStep(TimeSpan.FromSeconds(10), null, new FaultFilter(FaultKind.FunctionsSlow, "us-east-1", null)),
            new FaultStep(TimeSpan.FromSeconds(20), null, new FaultFilter(null, null, null)),
        ], script.Steps);
    }

    [Fact]
    public void AllProblems_AreReportedTogether_EachWithItsStep()
    {
        var problem = Assert.Throws<FaultFileException>(() => FaultFile.Parse("""
            [{"at": 1, "inject": {"kind": "nope", "region": "us-east-1"}},
             {"at": -1, "clear": {"region": "us-east-9"}},
             {"inject": {"kind": "functions-slow", "region": "us-east-1", "second": 2}},
             {"at": 1}, 7,
             {"at": "1", "inject": {"region": 5}}]
            """, Regions));

        Assert.Equal<string>(
        [
            $"Step 1: There is no fault nope: the kinds are {FaultKinds.Words}.",
            "Step 2: \"at\" is missing or no number from 0 to 86400: how many seconds after the start.",
            "Step 2: There is no region us-east-9: the regions are us-east-1, sa-east-1.",
            "Step 3: \"at\" is missing or no number from 0 to 86400: how many seconds after the start.",
            "Step 3: \"inject\" has no \"second\": expected kind, region, to, seconds, share.",
            "Step 3: functions-slow needs seconds, how much longer an invocation takes: from 0.001 to 900.",
            "Step 4: expected either \"inject\" or \"clear\".",
            "Step 5: a step is no JSON object.",
            "Step 6: \"at\" is no number.",
            "Step 6: \"at\" is missing or no number from 0 to 86400: how many seconds after the start.",
            "Step 6: \"region\" is no text.",
            $"Step 6: \"inject\" has no \"kind\": the kinds are {FaultKinds.Words}.",
            "Step 6: \"inject\" has no \"region\": the regions are us-east-1, sa-east-1.",
        ], problem.Problems);
    }

    [Theory]
    [InlineData("{", "It is no JSON")]
    [InlineData("{}", "Expected a JSON array of steps")]
    public void WhatIsNoList_IsRefused(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<FaultFileException>(() => FaultFile.Parse(text, Regions)).Message);

    [Fact]
    public async Task EachStep_IsDoneAtItsTime()
    {
        var (clock, faults) = (new FakeTimeProvider(), new Recorded());
        var fault = new Fault(FaultKind.ApiUnreachable, "us-east-1");
        var running = new FaultScript([new(TimeSpan.FromSeconds(5), fault, null), new(TimeSpan.FromSeconds(20), null, new(null, "us-east-1", null))])
            .RunAsync(faults, clock, new Progress<string>(), CancellationToken.None);

        clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Empty(faults.Acts);
        clock.Advance(TimeSpan.FromSeconds(0.1));
        await Eventually.SeeAsync(() => Task.FromResult(faults.Acts.Length), acts => acts is 1, "the first step");
        clock.Advance(TimeSpan.FromSeconds(15));
        await running;

        Assert.Equal<string>([$"inject {fault}", "clear  us-east-1 "], faults.Acts);
    }

    [Theory]
    [InlineData(FaultOutcomeKind.Refused)]
    [InlineData(FaultOutcomeKind.Invalid)]
    public async Task AStep_ThatCannotBeDone_EndsTheScript_AndSaysWhy(FaultOutcomeKind kind)
    {
        var faults = new Recorded { Outcome = new(kind, "It cannot be.", []) };

        var why = await new FaultScript([new(TimeSpan.Zero, new Fault(FaultKind.RegionDead, "us-east-1"), null), new(TimeSpan.Zero, null, new(null, null, null))])
            .RunAsync(faults, TimeProvider.System, new Progress<string>(), CancellationToken.None);

        Assert.Equal("at 0 s: It cannot be.", why);
        Assert.Single(faults.Acts);
    }

    private sealed class Recorded : IFaults
    {
        public FaultOutcome Outcome { get; init; } = new(FaultOutcomeKind.Done, "", []);

        public ImmutableArray<string> Acts { get; private set; } = [];

        public Task<ImmutableArray<ActiveFault>> ActiveAsync(CancellationToken cancel) => throw new NotSupportedException("A script does not ask.");

        public Task<FaultOutcome> InjectAsync(Fault fault, CancellationToken cancel) => Keep($"inject {fault}");

        public Task<FaultOutcome> ClearAsync(FaultKind? kind, string? region, string? to, CancellationToken cancel) => Keep($"clear {kind} {region} {to}");

        public Task<FaultOutcome> ClearAllAsync(CancellationToken cancel) => throw new NotSupportedException("A script clears by a filter.");

        private Task<FaultOutcome> Keep(string act)
        {
            Acts = Acts.Add(act);
            return Task.FromResult(Outcome);
        }
    }
}
