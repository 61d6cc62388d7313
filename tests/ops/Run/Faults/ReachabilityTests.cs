using System.Diagnostics;
using Amazon.Runtime;
using Appointments.Aws;
using Appointments.Faults;
using static Appointments.Tests.Run.Faults.FaultyWorld;

namespace Appointments.Tests.Run.Faults;

/// <summary>Parts of a region that are slow, fail or cannot be reached, as its clients see them; and that nothing is lost by it.</summary>
[Collection(FaultyCollection.Name)]
public sealed class ReachabilityTests(FaultyWorld faulty)
{
    private readonly World world = faulty.World;

    private ApiClient Api => world.Regions[Near];

    /// <summary>Sent again where it was not answered, as clients do: a process that is slow to start is no failure of what is tested.</summary>
    private Task<ApiAnswer> ConfirmAsync(string id) => Eventually.SeeAsync(() => Api.ChangeAsync(id, "confirmed"), answer => answer.Code is 200, $"{id} confirmed");

    [Fact]
    public async Task FailingFunctions_Are502_WhileHealthAnswers_AndTheQueueKeepsWhatItAccepted()
    {
        await using (await faulty.WithAsync(new Fault(FaultKind.FunctionsFailing, Near)))
        {
            int Failed() => world.Reports.Count(report => report.Contains("InjectedFault"));
            Assert.Equal(502, (await Api.GetAsync("/appointments")).Code);
            Assert.Equal(200, (await Api.GetAsync("/health")).Code);
            var before = Failed();
            Assert.Equal(202, (await Api.RegisterAsync("peru", "grey-1", "PE")).Code);
            await Eventually.SeeAsync(() => Task.FromResult(Failed()), failed => failed > before, "an invocation that failed");
            await faulty.SeeAsync(status => status.Unfinished(Near) is 1, "a registration that waits");
        }

        await faulty.PassVisibilityAsync();

        await world.SeeAsync(Near, "grey-1");
        await faulty.UnharmedAsync("grey-1", "requested");
    }

    [Fact]
    public async Task AReadOnlyTable_LeavesHealthAndReads_AndWhatWasAcceptedIsRegisteredAfterwards()
    {
        await world.RegisterAsync(Near, "kept-1");
        await using (await faulty.WithAsync(new Fault(FaultKind.TableReadOnly, Near)))
        {
            Assert.Equal((200, 200), ((await Api.GetAsync("/health")).Code, (await Api.GetAsync("/appointments/kept-1")).Code));
            Assert.True((await Api.ChangeAsync("kept-1", "confirmed")).Code >= 500);
            Assert.Equal(202, (await Api.RegisterAsync("peru", "kept-2", "PE")).Code);
            await faulty.SeeAsync(status => status.Unfinished(Near) is 1, "a registration that waits");
            Assert.Equal(404, (await Api.GetAsync("/appointments/kept-2")).Code);
        }

        await faulty.PassVisibilityAsync();

        await world.SeeAsync(Near, "kept-2");
        await faulty.UnharmedAsync("kept-1", "requested");
        await faulty.UnharmedAsync("kept-2", "requested");
    }

    [Fact]
    public async Task RefusedControlPlanes_RefuseWhatIsAboutTablesAndQueues_AndNoClient()
    {
        using var clients = new RegionClients(world.Run.Deployment, TimeSpan.FromMinutes(1));
        var (queue, table) = (world.Run.Deployment.In(Near).Queues["PE"].Url.ToString(), world.Run.Deployment.Tables.Appointments);
        await clients.Tables(Near).DescribeTableAsync(table);
        await using (await faulty.WithAsync(new Fault(FaultKind.ControlPlanesRefused, Near)))
        {
            Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, (await Assert.ThrowsAnyAsync<AmazonServiceException>(() => clients.Tables(Near).DescribeTableAsync(table))).StatusCode);
            Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, (await Assert.ThrowsAnyAsync<AmazonServiceException>(() => clients.Queues(Near).SetQueueAttributesAsync(queue, new() { ["VisibilityTimeout"] = "1" }))).StatusCode);
            await clients.Tables(Far).DescribeTableAsync(table);
            await world.RegisterAsync(Near, "asked-1");
            await ConfirmAsync("asked-1");
        }

        await faulty.UnharmedAsync("asked-1", "requested", "confirmed");
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
            await ConfirmAsync("slow-1");
            Assert.True(clock.Elapsed >= TimeSpan.FromSeconds(1), $"{clock.Elapsed}");
        }

        clock.Restart();
        await using (await faulty.WithAsync(new Fault(FaultKind.FunctionsSlow, Near, Seconds: 900)))
        {
            Assert.Equal(502, (await Api.ChangeAsync("slow-1", "checked-in")).Code);
            Assert.InRange(clock.Elapsed.TotalSeconds, 6, 300); // the function's timeout, and not the fault's 900 s
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
            await ConfirmAsync("queue-1"); // needs no queue
            await faulty.SeeAsync(status => status.In(Near).Queues is not null, "its queues, by whoever looks on");
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
