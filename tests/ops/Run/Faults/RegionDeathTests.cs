using System.Diagnostics;
using System.Text.Json.Nodes;
using Appointments.Contract;
using Appointments.Faults;
using Appointments.Local.DynamoDb;
using static Appointments.Tests.Run.Faults.FaultyWorld;

namespace Appointments.Tests.Run.Faults;

/// <summary>A region whose processes are killed, and its return; and replies that are lost although the work was done.</summary>
[Collection(FaultyCollection.Name)]
public sealed class RegionDeathTests(FaultyWorld faulty)
{
    private readonly World world = faulty.World;

    [Fact]
    public async Task ADeadRegion_ComesBackAtItsAddresses_WithItsData_AndCatchesUp()
    {
        await world.RegisterAsync(Near, "dead-1");
        var functions = world.Topologies[Near].Functions.SelectMany(function => world.Run.Functions[Near].ProcessIds(function.Arn)).ToArray();
        Assert.NotEmpty(functions);
        await world.Regions[Near].ChangeAsync("dead-1", "confirmed");
        string[] accepted = [.. Enumerable.Range(0, 20).Select(n => $"dead-accepted-{n}")];
        await using (await faulty.WithAsync(new Fault(FaultKind.FunctionsFailing, Near)))
        {
            foreach (var id in accepted) // in the queue, and nowhere else, when it dies
                Assert.Equal(202, (await world.Regions[Near].RegisterAsync("peru", id, "PE")).Code);
            await faulty.WithAsync(new Fault(FaultKind.RegionDead, Near));
            Assert.All(functions, id => Assert.Throws<ArgumentException>(() => Process.GetProcessById(id)));
            await Assert.ThrowsAsync<HttpRequestException>(() => world.Regions[Near].GetAsync("/health"));
            await faulty.SeeAsync(status => status.Dns.Region == Far && status.In(Near) is { Queues: null, Healthy: false }, "the far region chosen");
            await world.RegisterAsync(Far, "dead-2"); // life goes on
            await Eventually.SeeAsync(() => world.Regions[Far].ChangeAsync("dead-2", "confirmed"), answer => answer.Code is 200, "a change, sent again like a client does whose function started too slowly on a busy machine");
            await faulty.SeeAsync(status => status.Replication.Single(link => link.To == Near) is { Pending: > 0, Problem: not null }, "writes that wait for the dead");
        }

        Assert.False(world.Run.Failed.IsCompleted);
        Assert.Equal(200, (await world.Regions[Near].GetAsync("/health")).Code);
        await faulty.PassVisibilityAsync();
        foreach (var id in accepted)
            await world.SeeAsync(Far, id);
        await faulty.UnharmedAsync("dead-1", "requested", "confirmed");
        await faulty.UnharmedAsync("dead-2", "requested", "confirmed");
        Assert.Empty(accepted.Except(await world.Regions[Near].ListAsync("country=PE&status=requested")));
        await world.RegisterAsync(Near, "dead-3"); // and streams, mappings and functions work
        await world.SeeAsync(Far, "dead-3");
    }

    /// <summary>As an operator drains a region that is gone: the write that nobody was there for is later than the mark, and must not win over it.</summary>
    [Fact]
    public async Task AWriteThatADeadRegionNeverGot_DoesNotUndoWhatTheOthersWroteMeanwhile()
    {
        var table = world.Topologies[Near].Tables.Single(each => each is { HashKey: RegionsTable.Region, RangeKey: null }).Name;
        JsonObject Put(string reason) => new() { ["TableName"] = table, ["Item"] = new JsonObject { [RegionsTable.Region] = new JsonObject { ["S"] = "nowhere" }, [RegionsTable.Reason] = new JsonObject { ["S"] = reason } } };
        using DynamoDbEndpoint near = new(world.Run.Emulators[Near].DynamoDb.Endpoint, Near), far = new(world.Run.Emulators[Far].DynamoDb.Endpoint, Far);
        await near.CallAsync("PutItem", Put("before"), CancellationToken.None);
        await world.SettleAsync();
        await using (await faulty.WithAsync(new Fault(FaultKind.RegionDead, Near)))
        {
            await far.CallAsync("PutItem", Put("it is gone"), CancellationToken.None);
            await Assert.ThrowsAnyAsync<Exception>(() => near.CallAsync("PutItem", Put("it is gone"), CancellationToken.None));
        }
        await world.SettleAsync();

        foreach (var region in new[] { near, far })
        {
            var item = await region.CallAsync("GetItem", new JsonObject { ["TableName"] = table, ["Key"] = new JsonObject { [RegionsTable.Region] = new JsonObject { ["S"] = "nowhere" } } }, CancellationToken.None);
            Assert.Equal("it is gone", item.GetProperty("Item").GetProperty(RegionsTable.Reason).GetProperty("S").GetString());
        }
    }

    [Fact]
    public async Task ARegionThatDiesInTheMiddleOfItsWork_LosesNothingAndDoublesNothing()
    {
        string[] ids = [.. Enumerable.Range(0, 30).Select(n => $"struck-{n}")];
        var sent = await Task.WhenAll(ids.Select(async id => (await world.Regions[Near].RegisterAsync("chile", id, "CL")).Code));
        Assert.All(sent, code => Assert.Equal(202, code));
        await Eventually.SeeAsync(() => world.Regions[Near].ListAsync("country=CL"), listed => listed.Any(ids.Contains), "the first of them registered");

        await using (await faulty.WithAsync(new Fault(FaultKind.RegionDead, Near)))
            Assert.Null((await faulty.StatusAsync()).In(Near).Queues);
        await EmptiedAsync();

        await world.SettleAsync();
        foreach (var client in world.Regions.Values)
            Assert.Equal(ids.Order(), (await client.ListAsync("country=CL&status=requested")).Where(ids.Contains).Order());
    }

    [Fact]
    public async Task LostReplies_LeaveTheWorkDone_AndTheSameAgainIsHarmless()
    {
        await world.RegisterAsync(Near, "lost-1");
        await using (await faulty.WithAsync(new Fault(FaultKind.LostReplies, Near)))
        {
            Task sent;
            using (var impatient = new ApiClient(world.Run.Regions.Single(region => region.Region == Near).Stage, world.Run.ApiKey))
            {
                sent = impatient.RegisterAsync("peru", "lost-2", "PE");
                await faulty.SeeAsync(status => status.Unfinished(Near) is 1, "a registration that was taken and not answered");
            }

            await Assert.ThrowsAnyAsync<Exception>(() => sent); // it gave up and does not know
            var answer = await world.Regions[Near].ChangeAsync("lost-1", "confirmed");
            Assert.True(answer.Code >= 500, $"{answer.Code}"); // its first read is not answered
        }

        await Eventually.SeeAsync(() => world.Regions[Near].ChangeAsync("lost-1", "confirmed"), answer => answer.Code is 200, "lost-1 confirmed");
        Assert.Equal(202, (await world.Regions[Near].RegisterAsync("peru", "lost-2", "PE")).Code);
        await EmptiedAsync();
        await faulty.UnharmedAsync("lost-1", "requested", "confirmed");
        await faulty.UnharmedAsync("lost-2", "requested");
    }

    /// <summary>Waits until the near region has done all that it accepted; for what failed nobody waits.</summary>
    private Task<int?> EmptiedAsync() => Eventually.SeeAsync(
        async () =>
        {
            await faulty.PassVisibilityAsync();
            return (await faulty.StatusAsync()).Unfinished(Near);
        },
        left => left is 0, "an empty queue");
}
