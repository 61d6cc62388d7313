using System.Text;
using System.Text.Json.Nodes;
using Appointments.Drills.Checking;
using Appointments.Local.DynamoDb;
using Appointments.Local.Proxies;

namespace Appointments.Tests.Run.Checking;

/// <summary>A world with mistakes in it, made on purpose: the checker must find each, with nothing but what clients were told and what regions say.</summary>
public sealed class SeededBugsTests(WrongWorld wrong) : IClassFixture<WrongWorld>
{
    private const string Us = "us-east-1", Sa = "sa-east-1";

    private readonly World world = wrong.World;

    [Fact]
    public async Task ARowThatTheDatabaseDrops_IsFoundLost_BothOfARegistrationAndOfAChange()
    {
        using var clients = new Clients(world, "drop-a-row");
        await clients.EverywhereAsync(Us, "kept");
        using (world.Writes.Meddle((write, next) => write.IsOf(clients.Prefix + "gone") || write.Operation is "TransactWriteItems" && write.IsOf(clients.Prefix + "kept") ? Task.FromResult(Acknowledged) : next()))
        {
            await clients.RegisterAsync(Us, "gone");
            await clients.RegisterAsync(Us, "there");
            await clients.ChangeAsync(Us, "kept", "confirmed");
            await world.SeeAsync(Us, clients.Prefix + "there");

            var verdict = await clients.VerdictAsync();

            Assert.Equal<string>([clients.Prefix + "gone", clients.Prefix + "kept"], verdict.IdsOf(FindingKind.Lost));
            Assert.Equal(2, verdict.Counts.Lost);
            Assert.Equal(2, verdict.Findings.Length);
        }
    }

    [Fact]
    public async Task ARowThatOneRegionLoses_IsFoundMissingThere()
    {
        using var clients = new Clients(world, "lose-a-replica");
        await clients.EverywhereAsync(Us, "here");
        var database = world.Run.Databases.Single(database => database.Region == Sa);
        var table = database.Replicated.Values.Single(table => table.RangeKey == "status").Name;
        await database.Endpoint.CallAsync("DeleteItem", new JsonObject // not by its proxy: no other region is told
        {
            ["TableName"] = table,
            ["Key"] = new JsonObject { ["appointment_id"] = new JsonObject { ["S"] = clients.Prefix + "here" }, ["status"] = new JsonObject { ["S"] = "requested" } },
        }, CancellationToken.None);

        var finding = Assert.Single((await clients.VerdictAsync()).Findings);

        Assert.Equal((FindingKind.RegionsDiffer, clients.Prefix + "here"), (finding.Kind, Assert.Single(finding.AppointmentIds)));
    }

    [Fact]
    public async Task AcknowledgingBeforeWriting_IsFoundLost_WhenTheWriteFails_AndWritingFirstIsNot()
    {
        using var wrongly = new Clients(world, "acknowledge-first");
        using var rightly = new Clients(world, "acknowledge-after");
        var failures = 0;
        using (world.Writes.Meddle((write, next) =>
        {
            if (!write.IsOf(wrongly.Prefix + "a") && !write.IsOf(rightly.Prefix + "a"))
                return next();
            Interlocked.Increment(ref failures);
            return Task.FromResult(SeenWrite.Failure);
        }))
        {
            await wrongly.RegisterAsync(Us, "a");
            await rightly.RegisterAsync(Us, "a");
            await Eventually.SeeAsync(() => Task.FromResult(Volatile.Read(ref failures)), seen => seen >= 6, "both tried as often as the SDK does");
            Assert.Equal<string>([rightly.Prefix + "a"], (await rightly.CheckAsync(settled: false)).Delayed); // it may still be in the queue, and is
        }

        await world.Run.MoveQueuesClockAsync(TimeSpan.FromSeconds(121), CancellationToken.None); // the visibility timeout of the message that failed
        await world.SeeAsync(Us, rightly.Prefix + "a");

        Assert.Empty((await rightly.VerdictAsync()).Findings);
        Assert.Equal<string>([wrongly.Prefix + "a"], (await wrongly.VerdictAsync()).IdsOf(FindingKind.Lost));
    }

    [Fact]
    public async Task ARegistrationThatIgnoresItsCondition_IsFoundWrittenAnew()
    {
        using var clients = new Clients(world, "register-over");
        await clients.EverywhereAsync(Us, "twice");
        var confirmed = await clients.ChangeAsync(Us, "twice", "confirmed");
        // Five minutes lie between, and the queues' clock is all that is moved: at least so much that no two clocks could be the cause.
        await Eventually.SeeAsync(() => Task.FromResult(TimeProvider.System.GetUtcNow()), now => now > confirmed.SentAt.AddSeconds(1), "the next second");
        await world.Run.MoveQueuesClockAsync(TimeSpan.FromSeconds(301), CancellationToken.None); // until then the queue itself swallows it
        var again = await clients.RegisterAsync(Us, "twice");
        await Eventually.SeeAsync(() => world.SeeAsync(Us, clients.Prefix + "twice"), seen => seen.ToJsonString().Contains(again.RequestId!), "the row written anew");

        Assert.Equal<string>([clients.Prefix + "twice"], (await clients.VerdictAsync()).IdsOf(FindingKind.ImpossibleHistory));
    }

    [Fact]
    public async Task AChangeThatIgnoresItsCondition_IsFound_AsTwoChangesOfOneStatus()
    {
        using var clients = new Clients(world, "change-over");
        string? raced = null;
        for (var n = 0; n < 6 && raced is null; n++) // on a busy machine one may come too late to meet the other
            raced = await clients.RaceAsync(Us, $"raced-{n}");

        Assert.NotNull(raced);
        var finding = Assert.Single((await clients.VerdictAsync()).Findings.DistinctBy(finding => finding.Kind));
        Assert.Equal((FindingKind.ImpossibleHistory, raced), (finding.Kind, Assert.Single(finding.AppointmentIds)));
        Assert.Contains("took it from requested to", finding.Sentence);
    }

    [Fact]
    public async Task ARefusalThatIsWrittenAllTheSame_IsFound()
    {
        using var clients = new Clients(world, "refuse-and-write");
        await clients.EverywhereAsync(Us, "no");
        await clients.ChangeAsync(Us, "no", "completed", told: 409);

        var verdict = await clients.VerdictAsync();

        Assert.Equal<string>([clients.Prefix + "no"], verdict.IdsOf(FindingKind.RefusedIsThere));
        Assert.Equal<string>([clients.Prefix + "no"], verdict.IdsOf(FindingKind.ImpossibleHistory));
    }

    [Fact]
    public async Task AFoldByArrivalOrder_IsFound_WhereTheFoldByRankIsNot()
    {
        using var wrongly = new Clients(world, "fold-by-arrival");
        using var rightly = new Clients(world, "fold-by-rank");
        foreach (var clients in new[] { wrongly, rightly })
            await clients.EverywhereAsync(Us, "split");
        await world.Control.PostAsync("/replication/cut");
        foreach (var clients in new[] { wrongly, rightly })
        {
            await clients.ChangeAsync(Us, "split", "cancelled");
            await clients.ChangeAsync(Sa, "split", "confirmed");
        }

        await world.Control.PostAsync("/replication/heal");
        foreach (var (clients, region) in from clients in new[] { wrongly, rightly } from region in world.Regions.Keys select (clients, region))
            await Eventually.SeeAsync(() => world.SeeAsync(region, clients.Prefix + "split"), seen => seen["ledger"]!.AsArray().Count == 3, "both changes in both regions");

        var found = await wrongly.CheckAsync(settled: true);
        Assert.Equal<string>([wrongly.Prefix + "split"], found.IdsOf(FindingKind.RegionsDiffer));
        Assert.Equal<string>([wrongly.Prefix + "split"], found.IdsOf(FindingKind.WrongStatus));
        var right = await rightly.VerdictAsync();
        Assert.Empty(right.Findings);
        Assert.Equal("After requested: confirmed in sa-east-1 and cancelled in us-east-1; cancelled stands, the rest is overruled.", Assert.Single(right.Conflicts).Sentence);
    }

    [Theory]
    [InlineData("chile", true)]
    [InlineData("peru", false)]
    public async Task ScheduleThatIsNotKeptInOrder_IsSeenByTheWatch(string country, bool outOfOrder)
    {
        using var clients = new Clients(world, $"order-{country}");
        var watch = new OrderWatch(clients.Reader, TimeProvider.System);
        using var stop = new CancellationTokenSource();
        var watching = watch.RunAsync(stop.Token);
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var held = 0;
        using (world.Writes.Meddle(async (write, next) =>
        {
            if (write.IsOf(clients.Prefix + "earlier"))
            {
                Interlocked.Increment(ref held);
                await released.Task;
            }

            return await next();
        }))
        {
            foreach (var id in new[] { "earlier", "later" })
                watch.Add(await clients.RegisterAsync(Us, id, country, "room"));
            await Eventually.SeeAsync(() => Task.FromResult(Volatile.Read(ref held)), seen => seen > 0, "the earlier one under way");
            if (outOfOrder)
                await Eventually.SeeAsync(() => Task.FromResult(watch.Sightings.Count), seen => seen > 0, "the later one without the earlier one");
            released.SetResult();
        }

        foreach (var id in new[] { "earlier", "later" })
            await world.SeeAsync(Us, clients.Prefix + id);
        await stop.CancelAsync();
        await watching;

        var verdict = await clients.VerdictAsync(watch.Sightings);

        Assert.Equal<string>(outOfOrder ? [clients.Prefix + "earlier", clients.Prefix + "later"] : [], verdict.IdsOf(FindingKind.OutOfOrder));
        Assert.Equal(outOfOrder ? 1 : 0, verdict.Findings.Length);
    }

    private static ProxiedReply Acknowledged { get; } = new(200, [KeyValuePair.Create("Content-Type", "application/x-amz-json-1.0")], Encoding.UTF8.GetBytes("{}"));
}
