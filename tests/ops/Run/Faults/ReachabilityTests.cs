using System.Diagnostics;
using Appointments.Faults;
using static Appointments.Tests.Run.Faults.FaultyWorld;

namespace Appointments.Tests.Run.Faults;

/// <summary>Parts of a region that are slow, fail or cannot be reached, as its clients see them; and that nothing is lost by it.</summary>
[Collection(FaultyCollection.Name)]
public sealed class ReachabilityTests(FaultyWorld faulty)
{
    private readonly World world = faulty.World;

    private ApiClient Api => world.Regions[Near];

    [Fact]
    public async Task FailingFunctions_Are502_WhileHealthAnswers_AndTheQueueKeepsWhatItAccepted()
    {
        await using (await faulty.WithAsync(new Fault(FaultKind.FunctionsFailing, Near)))
        {
            Assert.Equal(502, (await Api.GetAsync("/appointments")).Code);
            Assert.Equal(200, (await Api.GetAsync("/health")).Code);
            Assert.Equal(202, (await Api.RegisterAsync("peru", "grey-1", "PE")).Code);
            await Eventually.SeeAsync(() => Task.FromResult(world.Reports.Any(report => report.Contains("InjectedFault"))), seen => seen, "an invocation that failed");
            Assert.Equal(1, (await faulty.StatusAsync()).Unfinished(Near));
        }

        await faulty.PassVisibilityAsync();

        await world.SeeAsync(Near, "grey-1");
        await faulty.UnharmedAsync("grey-1", "requested");
    }

    [Fact]
    public async Task AShareOfFailingFunctions_FailsSome()
    {
        await using var half = await faulty.WithAsync(new Fault(FaultKind.FunctionsFailing, Near, Share: 0.5));

        var codes = await Task.WhenAll(Enumerable.Range(0, 30).Select(async _ => (await Api.GetAsync("/appointments?limit=1")).Code));

        Assert.Equal([200, 502], codes.Distinct().Order());
    }

    [Fact]
    public async Task SlowFunctions_TakeThatMuchLonger_AndTimeOutWhereTheyMay()
    {
        await world.RegisterAsync(Near, "slow-1");
        var clock = Stopwatch.StartNew();
        await using (await faulty.WithAsync(new Fault(FaultKind.FunctionsSlow, Near, Seconds: 1)))
        {
            Assert.Equal(200, (await Api.ChangeAsync("slow-1", "confirmed")).Code);
            Assert.True(clock.Elapsed >= TimeSpan.FromSeconds(1), $"{clock.Elapsed}");
        }

        clock.Restart();
        await using (await faulty.WithAsync(new Fault(FaultKind.FunctionsSlow, Near, Seconds: 900)))
        {
            Assert.Equal(502, (await Api.ChangeAsync("slow-1", "checked-in")).Code);
            Assert.InRange(clock.Elapsed.TotalSeconds, 6, 20); // the function's timeout
        }

        await faulty.UnharmedAsync("slow-1", "requested", "confirmed");
    }

    [Fact]
    public async Task AnUnreachableApi_RefusesClientsAndHealthChecks_AndComesBackAtItsAddress()
    {
        await faulty.SeeAsync(status => status.In(Near).Healthy && status.In(Far).Healthy && status.Dns.Region == Near, "both regions healthy, and the near one chosen");
        await using (await faulty.WithAsync(new Fault(FaultKind.ApiUnreachable, Near)))
        {
            var refused = await Assert.ThrowsAsync<HttpRequestException>(() => Api.GetAsync("/health"));
            Assert.Equal(HttpRequestError.ConnectionError, refused.HttpRequestError);
            await faulty.SeeAsync(status => !status.In(Near).Healthy && !status.In(Near).Serves && status.Dns.Region == Far, "the near region unhealthy, and the far one chosen");
            Assert.Equal(Far, (await world.Edge.RegisterAsync("peru", "moved-1", "PE")).Body["region"]!.ToString());
        }

        Assert.Equal(200, (await Api.GetAsync("/health")).Code);
        await faulty.SeeAsync(status => status.In(Near).Healthy && status.Dns.Region == Near, "the near region chosen again");
        await world.SeeAsync(Near, "moved-1");
        await faulty.UnharmedAsync("moved-1", "requested");
    }

    [Fact]
    public async Task AnUnreachableQueue_TakesNoRegistration_AndKeepsWhatItHas()
    {
        await world.RegisterAsync(Near, "queue-1");
        await using (await faulty.WithAsync(new Fault(FaultKind.QueueUnreachable, Near)))
        {
            Assert.Equal(504, (await Api.RegisterAsync("peru", "queue-2", "PE")).Code);
            Assert.Equal(200, (await Api.ChangeAsync("queue-1", "confirmed")).Code); // needs no queue
            Assert.NotNull((await faulty.StatusAsync()).In(Near).Queues); // whoever looks on still sees it
        }

        await world.RegisterAsync(Near, "queue-2");
        await faulty.UnharmedAsync("queue-1", "requested", "confirmed");
        await faulty.UnharmedAsync("queue-2", "requested");
    }

    [Fact]
    public async Task AnUnreachableTable_FailsHealth_AndTheQueueKeepsWhatIsAccepted()
    {
        await using (await faulty.WithAsync(new Fault(FaultKind.TableUnreachable, Near)))
        {
            Assert.True((await Api.GetAsync("/health")).Code >= 500);
            Assert.Equal(202, (await Api.RegisterAsync("peru", "table-1", "PE")).Code);
        }

        Assert.Equal(200, (await Api.GetAsync("/health")).Code);
        await Eventually.SeeAsync(
            async () =>
            {
                await faulty.PassVisibilityAsync();
                return (await Api.GetAsync("/appointments/table-1")).Code;
            },
            code => code is 200, "what was accepted");
        await faulty.UnharmedAsync("table-1", "requested");
    }
}
