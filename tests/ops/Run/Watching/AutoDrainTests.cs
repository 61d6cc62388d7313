using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Appointments.Contract;
using Appointments.Faults;
using Appointments.Local.Control;
using Appointments.Local.DynamoDb;
using Appointments.Plan;
using Appointments.Regions;

namespace Appointments.Tests.Run.Watching;

/// <summary>autoDrain on the local run, with Route 53's and CloudWatch's clock forty times as fast: an alarm takes three periods of 1.5 s. In the regions that fail the function that lists is gone: an error costs no process, so a busy machine makes as many.</summary>
public sealed class AutoDrainTests
{
    private const string Near = "us-east-1", Far = "sa-east-1";
    private const double Scale = 40;

    private static Task<World> WorldAsync(string mode, params string[] failing) => World.StartAsync(Scale, graph => graph with
    {
        Resources = [.. graph.Resources.Where(resource => resource.Type is not "aws:lambda/function:Function" || !failing.Any(region => resource.Name == $"{region}-list-appointments"))],
    }, $"autoDrain={mode}", "healthCheckIntervalSeconds=10", "recordTtlSeconds=20");

    /// <summary>A client that asks again and again, until it is disposed.</summary>
    private sealed class Asking : IAsyncDisposable
    {
        private readonly CancellationTokenSource stop = new();
        private readonly Task running;

        public Asking(params ApiClient[] clients) => running = Task.WhenAll(clients.Select(AskAsync));

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await running;
            stop.Dispose();
        }

        private async Task AskAsync(ApiClient client)
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(300));
            while (!stop.IsCancellationRequested)
            {
                await client.GetAsync("/appointments");
                await timer.WaitForNextTickAsync(CancellationToken.None);
            }
        }
    }

    private static async Task<ImmutableArray<string>> DrainedAsync(World world)
    {
        using var regions = new ControlledRegions(world.Run.ControlUrl);
        return [.. (await regions.LookAsync(CancellationToken.None)).Where(state => state.Drained is not null).Select(state => state.Region)];
    }

    private static Task<bool> RaisedAsync(World world, string region) =>
        Eventually.SeeAsync(() => Task.FromResult(world.Run.Watching.Alarms.Single(alarm => alarm.Spec.Region == region).Raised), raised => raised, $"the alarm of {region}");

    private static Task<string> ToldAsync(World world, string text) => Eventually.SeeAsync(
        () => Task.FromResult(string.Join('\n', world.Run.Watching.Told.Select(each => $"{each.TopicArn.Split(':')[3]}: {each.Text}"))), told => told.Contains(text), $"that people are told: {text}");

    /// <summary>A function's lines come after its answer.</summary>
    private static async Task CountedOnceAsync(World world, string metric) => Assert.Equal(1, await Eventually.SeeAsync(() => Task.FromResult(world.Lines.Count(metric)), count => count > 0, metric));

    [Fact]
    public async Task ARegionWhoseFunctionsFail_IsDrainedByItsPeer_AndStaysSo_UntilAPersonRestoresIt()
    {
        await using var world = await WorldAsync("on", Near);
        using var regions = new ControlledRegions(world.Run.ControlUrl);
        await using var asking = new Asking(world.Edge);

        var state = await Eventually.SeeAsync(async () => (await regions.LookAsync(CancellationToken.None)).Single(each => each.Region == Near), seen => seen.Drained is not null, "the drain");
        await Eventually.SeeAsync(() => world.Edge.GetAsync("/appointments"), answer => answer.Code is 200, "answers from the other region");

        Assert.Equal("autoDrain", state.Drained!.By);
        Assert.Contains("api-client-5xx", state.Drained.Reason);
        Assert.Contains($"{Far}: autoDrain drained {Near} at", await ToldAsync(world, "autoDrain drained"));
        await CountedOnceAsync(world, MetricNames.RegionsDrained);
        await Eventually.SeeAsync(() => Task.FromResult(world.Run.Watching.Alarms.Single(alarm => alarm.Spec.Region == Near).Raised), raised => !raised, "the end of the alarm, with no client left");
        await ToldAsync(world, "raises no alarm");
        Assert.Equal<string>([Near], await DrainedAsync(world)); // latched

        await new RegionOperations(regions, TimeProvider.System).RestoreAsync(new RestoreOrder(Near, "test", "It is over.", DespiteBacklog: true), CancellationToken.None);
        Assert.Empty(await DrainedAsync(world));
    }

    [Fact]
    public async Task ADryRun_SaysWhatItWouldHaveDone_AndDrainsNobody()
    {
        await using var world = await WorldAsync("dry-run", Near);
        await using var asking = new Asking(world.Edge);

        Assert.Contains($"{Far}: autoDrain would have drained {Near} at", await ToldAsync(world, "would have drained"));
        Assert.Empty(await DrainedAsync(world));
        await CountedOnceAsync(world, MetricNames.RegionsThatWouldBeDrained);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WithBothAlarmsAtOnce_AtMostOneRegionIsDrained(bool replicationCut)
    {
        await using var world = await WorldAsync("on", Near, Far);
        if (replicationCut)
            await world.Control.PostAsync("/replication/cut");
        await using var asking = new Asking([.. world.Regions.Values]);

        await Task.WhenAll(RaisedAsync(world, Near), RaisedAsync(world, Far));
        // Both functions have heard of both alarms.
        await Eventually.SeeAsync(() => Task.FromResult(world.Lines.All.Count(line => line.Text.Contains("AlarmAnswered"))), answered => answered >= 4, "four notices answered");

        Assert.InRange((await DrainedAsync(world)).Length, 0, 1);
        Assert.InRange(world.Lines.Count(MetricNames.RegionsDrained), 0, 1);
    }

    [Fact]
    public async Task WhileTheNetworkBetweenTheRegionsIsCut_NobodyIsDrained()
    {
        await using var world = await WorldAsync("on", Near);
        await world.Run.Faults.InjectAsync(new Fault(FaultKind.NetworkCut, Near), CancellationToken.None);
        await using var asking = new Asking(world.Edge);

        await RaisedAsync(world, Near);
        await ToldAsync(world, Near); // its own function has heard of it
        Assert.Empty(await DrainedAsync(world));

        await world.Run.Faults.ClearAllAsync(CancellationToken.None);
        await Eventually.SeeAsync(() => DrainedAsync(world), drained => drained is [Near], "the drain, when the alarm has got through");
    }

    [Fact]
    public async Task WhileTheTablesDoNotSayTheSame_NobodyIsDrained_AndTheNoticeEndsInTheFailuresQueue()
    {
        await using var world = await WorldAsync("on", Near);
        await world.Control.PostAsync("/replication/cut");
        using var table = new DynamoDbEndpoint(world.Run.Emulators[Far].DynamoDb.Endpoint, Far);
        await table.CallAsync("PutItem", new JsonObject
        {
            ["TableName"] = world.Topologies[Far].Tables.Single(each => each is { HashKey: RegionsTable.Region, RangeKey: null }).Name,
            ["Item"] = new JsonObject { [RegionsTable.Region] = new JsonObject { ["S"] = Far }, [RegionsTable.RestoredAt] = new JsonObject { ["S"] = "2026-11-24T10:00:00.000Z" } },
        }, CancellationToken.None);
        await using var asking = new Asking(world.Edge);

        await Eventually.SeeAsync(async () => (Depth: await world.Queues.DepthAsync(), Said: string.Join('\n', world.Reports.Concat(world.Lines.All.Select(line => line.Text).Where(line => line.Contains("AlarmAnswered"))))),
            seen => seen.Depth > 0, "the notice in the failures' queue");

        Assert.Empty(await DrainedAsync(world));
        Assert.InRange(world.Lines.All.Count(line => line.Text.Contains("do not say the same yet") && line.Text.Contains("AlarmAnswered")), 3, int.MaxValue); // three attempts of each notice
    }
}
