using Appointments.Faults;
using static Appointments.Tests.Run.Faults.FaultyWorld;

namespace Appointments.Tests.Run.Faults;

/// <summary>Faults as they are commanded.</summary>
[Collection(FaultyCollection.Name)]
public sealed class FaultControlTests(FaultyWorld faulty) : IAsyncLifetime
{
    private readonly IFaults faults = faulty.Control.Faults;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => faulty.ClearAsync();

    private Task<FaultOutcome> InjectAsync(Fault fault) => faults.InjectAsync(fault, CancellationToken.None);

    [Fact]
    public async Task TheSameFault_IsThereOnce_AndTakesTheLatestFigures()
    {
        var (first, again, other) = (await InjectAsync(Slow(1)), await InjectAsync(Slow(1)), await InjectAsync(Slow(2)));

        Assert.Equal([FaultOutcomeKind.Done, FaultOutcomeKind.AlreadySo, FaultOutcomeKind.Done], [first.Kind, again.Kind, other.Kind]);
        Assert.Equal(Slow(2), Assert.Single(await faults.ActiveAsync(CancellationToken.None)).Fault);
        Assert.Equal(Slow(2), Assert.Single((await faulty.StatusAsync()).Faults).Fault);
    }

    private static Fault Slow(double seconds) => new(FaultKind.FunctionsSlow, Near, Seconds: seconds);

    [Fact]
    public async Task Clearing_TakesWhatMatches_AndMayBeRepeated()
    {
        foreach (var fault in new[] { Slow(1), new Fault(FaultKind.QueueUnreachable, Near), new Fault(FaultKind.QueueUnreachable, Far), new Fault(FaultKind.ReplicationStopped, Near, Far) })
            await InjectAsync(fault);

        var ofQueues = await faults.ClearAsync(FaultKind.QueueUnreachable, Far, null, CancellationToken.None);
        var again = await faults.ClearAsync(FaultKind.QueueUnreachable, Far, null, CancellationToken.None);
        var ofNear = await faults.ClearAsync(null, Near, Far, CancellationToken.None);

        Assert.Equal([FaultOutcomeKind.Done, FaultOutcomeKind.AlreadySo, FaultOutcomeKind.Done], [ofQueues.Kind, again.Kind, ofNear.Kind]);
        Assert.Equal([Slow(1), new Fault(FaultKind.QueueUnreachable, Near)], ofNear.Active.Select(each => each.Fault));
        Assert.Empty((await faults.ClearAllAsync(CancellationToken.None)).Active);
    }

    [Fact]
    public async Task WhatCannotBe_IsRefusedInWords_AndChangesNothing()
    {
        var outcomes = new[]
        {
            await InjectAsync(new Fault(FaultKind.FunctionsSlow, "us-east-9", To: Far)),
            await faults.ClearAsync(null, "us-east-9", null, CancellationToken.None),
        };

        Assert.All(outcomes, outcome => Assert.Equal((FaultOutcomeKind.Invalid, 0), (outcome.Kind, outcome.Active.Length)));
        Assert.Equal("There is no region us-east-9: the regions are us-east-1, sa-east-1.\nfunctions-slow takes no second region (to: sa-east-1): it is about us-east-9 alone.\n"
            + "functions-slow needs seconds, how much longer an invocation takes: from 0.001 to 900.", outcomes[0].Sentence);
    }

    [Theory]
    [InlineData("PUT", "/faults", "{\"kind\":\"nope\",\"region\":\"us-east-1\"}", "Expected a fault as JSON, such as")]
    [InlineData("PUT", "/faults", "{\"kind\":\"region-dead\"}", "Expected a fault as JSON, such as")]
    [InlineData("PUT", "/faults", "[", "the kinds are api-unreachable, functions-failing,")]
    [InlineData("DELETE", "/faults?kind=nope", "", "There is no fault nope: the kinds are api-unreachable,")]
    public async Task ARequestThatCannotBeRead_Is400_AndSaysWhatIsExpected(string method, string path, string body, string expected)
    {
        using var http = new HttpClient { BaseAddress = faulty.World.Run.ControlUrl };
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new StringContent(body, null, "application/json") };

        using var answer = await http.SendAsync(request);

        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Contains(expected, await answer.Content.ReadAsStringAsync());
    }
}
