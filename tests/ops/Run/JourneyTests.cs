using System.Text.Json.Nodes;

namespace Appointments.Tests.Run;

/// <summary>The dev stack, up once for all tests that leave it as they found it.</summary>
public sealed class DevWorld : IAsyncLifetime
{
    public World World { get; private set; } = null!;

    public async Task InitializeAsync() => World = await World.StartAsync();

    public async Task DisposeAsync() => await World.DisposeAsync();
}

public sealed class JourneyTests(DevWorld dev) : IClassFixture<DevWorld>
{
    private readonly World world = dev.World;

    private IEnumerable<ApiClient> Everywhere => world.Regions.Values.Append(world.Edge);

    [Fact]
    public async Task AnAppointment_GoesFromOnePostToBothRegions_AndThroughItsLifecycle()
    {
        var accepted = await world.Edge.RegisterAsync("peru", "id-12345", "Perú");
        var other = await world.Edge.RegisterAsync("chile", "id-67890", "Chile");

        Assert.Equal((202, 202), (accepted.Code, other.Code));
        Assert.Equal("requested", accepted.Body["status"]!.ToString());
        Assert.Contains(accepted.Body["region"]!.ToString(), world.Regions.Keys);
        foreach (var client in Everywhere)
            await Eventually.SeeAsync(() => client.ListAsync(), ids => ids.Contains("id-12345") && ids.Contains("id-67890"), "both appointments in the list");

        var changed = await world.Edge.ChangeAsync("id-12345", "confirmed");

        Assert.Equal(200, changed.Code);
        foreach (var client in Everywhere)
        {
            var appointment = await Eventually.SeeAsync(() => client.GetAsync("/appointments/id-12345"), answer => answer.Body["status"]?.ToString() == "confirmed", "the confirmed appointment");
            Assert.Equal("PE", appointment.Body["country"]!.ToString());
            Assert.Equal(["confirmed", "requested"], appointment.Body["ledger"]!.AsArray().Select(row => row!["status"]!.ToString()).Order());
            await Eventually.SeeAsync(() => client.ListAsync("country=PE&status=confirmed"), ids => ids.SequenceEqual(["id-12345"]), "the confirmed appointment in the list by country and status");
        }
        var requestId = changed.Body["ledger"]!.AsArray().Single(row => row!["status"]!.ToString() == "requested")!["requestId"]!.ToString();
        Assert.Equal(accepted.Body["requestId"]!.ToString(), requestId);
    }

    [Fact]
    public async Task TheSamePost_ToTheOtherRegion_ChangesNothing()
    {
        var (first, second) = (world.Regions["us-east-1"], world.Regions["sa-east-1"]);
        await first.RegisterAsync("peru", "twice-1", "Perú");
        var before = await Eventually.SeeAsync(() => second.GetAsync("/appointments/twice-1"), answer => answer.Code is 200, "the appointment in the other region");

        Assert.Equal(202, (await second.RegisterAsync("peru", "twice-1", "PE")).Code);
        Assert.Equal(202, (await second.RegisterAsync("peru", "twice-2", "PE")).Code); // handled after it, so when this is there, that was handled
        await Eventually.SeeAsync(() => second.GetAsync("/appointments/twice-2"), answer => answer.Code is 200, "the later appointment");

        var after = await second.GetAsync("/appointments/twice-1");
        Assert.True(JsonNode.DeepEquals(before.Body, after.Body), after.Body.ToJsonString());
        Assert.Empty(after.Body["quarantined"]!.AsArray());
    }

    [Fact]
    public async Task ReplicationThatWasCut_BringsBothRegionsTogether_OnceItIsHealed()
    {
        await world.Control.PostAsync("/replication/cut");
        await world.Regions["us-east-1"].RegisterAsync("peru", "cut-us", "Perú");
        await world.Regions["sa-east-1"].RegisterAsync("chile", "cut-sa", "Chile");
        foreach (var (region, id) in new[] { ("us-east-1", "cut-us"), ("sa-east-1", "cut-sa") })
            await Eventually.SeeAsync(() => world.Regions[region].GetAsync($"/appointments/{id}"), answer => answer.Code is 200, $"{id} where it was written");
        await world.Regions["us-east-1"].ChangeAsync("cut-us", "confirmed");
        Assert.Equal(404, (await world.Regions["us-east-1"].GetAsync("/appointments/cut-sa")).Code); // cut is cut
        Assert.Equal(404, (await world.Regions["sa-east-1"].GetAsync("/appointments/cut-us")).Code);

        await world.Control.PostAsync("/replication/heal");

        await Eventually.SeeAsync(world.Control.StatusAsync, status => status["idle"]!.GetValue<bool>(), "replication caught up");
        var tables = await Eventually.SeeAsync(() => Tables.ReadAsync(world.Run), tables => tables.Values.Distinct().Count() is 1, "the same items in both regions");
        Assert.Contains("cut-us", tables.Values.First());
        foreach (var client in Everywhere)
        {
            var ids = await Eventually.SeeAsync(() => client.ListAsync(), ids => ids.Contains("cut-us") && ids.Contains("cut-sa"), "both appointments in every list");
            Assert.Equal(ids.Distinct().Count(), ids.Count);
        }
    }

    [Fact]
    public async Task ACut_ThatNamesNoLink_IsRefused()
    {
        using var http = new HttpClient { BaseAddress = world.Run.ControlUrl };

        using var answer = await http.PostAsync("/replication/cut?from=eu-west-1", null);

        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Contains("us-east-1", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("?seconds=soon")]
    [InlineData("?seconds=-1")]
    public async Task AMoveOfTheQueuesClock_IsRefused_WithoutAWholeNumberOfSeconds(string query)
    {
        using var http = new HttpClient { BaseAddress = world.Run.ControlUrl };

        using var answer = await http.PostAsync($"/queues/clock{query}", null);

        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Contains("?seconds=N", await answer.Content.ReadAsStringAsync());
    }
}
