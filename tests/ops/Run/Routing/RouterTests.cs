using Appointments.Local;
using Appointments.Plan;

namespace Appointments.Tests.Run.Routing;

/// <summary>The router as Route 53 is, to the second: intervals of 30 s, thresholds of 3, a time to live of 60 s.</summary>
public sealed class RouterTests
{
    [Fact]
    public async Task ANewCheck_CountsAsHealthy_AndAnInvertedOneAsUnhealthy_UntilThereAreThreeResults()
    {
        var routing = await ScriptedRouting.StartAsync();
        await using var router = routing.Router;
        var (serves, notDrained) = (router.ChecksOf("us-east-1")[0], router.ChecksOf("us-east-1")[1]);
        if (serves.Inverted)
            (serves, notDrained) = (notDrained, serves);

        Assert.Equal((true, false, false), (serves.Healthy, notDrained.Healthy, router.IsHealthy("us-east-1")));
        await routing.AskAsync(1);
        Assert.False(router.IsHealthy("us-east-1"));
        await routing.AskAsync(1);
        Assert.True(router.IsHealthy("us-east-1"));
    }

    [Theory]
    [InlineData("us-east-1", "/health", 503)] // the region says itself that it does not serve
    [InlineData("us-east-1", "/health", 0)]
    [InlineData("us-east-1", "/health", 404)]
    [InlineData("sa-east-1", "/drained/us-east-1", 200)] // its watcher says that it is drained
    public async Task ARegion_IsLeft_AfterThreeResultsInARow_AndOnceTheAnswerIsForgotten(string asked, string path, int answer)
    {
        var routing = await ScriptedRouting.HealthyAsync();
        await using var router = routing.Router;

        routing.Answer(asked, path, answer);
        await routing.AskAsync(2);
        Assert.Equal("us-east-1", routing.Destination); // asked now, so kept from now on
        await routing.AskAsync(1);

        Assert.Equal((false, true), (router.IsHealthy("us-east-1"), router.IsHealthy("sa-east-1")));
        Assert.Equal("us-east-1", routing.Destination); // 30 of its 60 seconds are over
        routing.Pass(TimeSpan.FromSeconds(30));
        Assert.Equal("sa-east-1", routing.Destination);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(500)]
    [InlineData(403)]
    [InlineData(0)]
    public async Task ADeadWatcher_DrainsNobody(int answer)
    {
        var routing = await ScriptedRouting.HealthyAsync();
        await using var router = routing.Router;

        routing.Answer("sa-east-1", "/health", answer);
        routing.Answer("sa-east-1", "/drained/us-east-1", answer);
        await routing.AskAsync(4);

        Assert.Equal((true, false, "us-east-1"), (router.IsHealthy("us-east-1"), router.IsHealthy("sa-east-1"), routing.Destination));
    }

    [Fact]
    public async Task ARegion_ThatFailsNowAndThen_IsNotLeft()
    {
        var routing = await ScriptedRouting.HealthyAsync();
        await using var router = routing.Router;

        for (var round = 0; round < 3; round++)
        {
            routing.Answer("us-east-1", "/health", 503);
            await routing.AskAsync(2);
            routing.Answer("us-east-1", "/health", round is 1 ? 302 : 200); // 3xx is as good
            await routing.AskAsync(1);
        }

        Assert.True(router.IsHealthy("us-east-1"));
    }

    [Fact]
    public async Task ARegion_ComesBack_AfterThreeGoodResultsInARow()
    {
        var routing = await ScriptedRouting.HealthyAsync();
        await using var router = routing.Router;
        routing.Answer("us-east-1", "/health", 503);
        await routing.AskAsync(3);
        Assert.False(router.IsHealthy("us-east-1"));

        routing.Answer("us-east-1", "/health", 200);
        await routing.AskAsync(2);
        Assert.False(router.IsHealthy("us-east-1"));
        await routing.AskAsync(1);

        Assert.True(router.IsHealthy("us-east-1"));
    }

    [Fact]
    public async Task WhereNoRegionIsHealthy_AllAre()
    {
        var routing = await ScriptedRouting.HealthyAsync();
        await using var router = routing.Router;

        routing.Answer("us-east-1", "/health", 503);
        routing.Answer("sa-east-1", "/health", 503);
        await routing.AskAsync(6);

        Assert.Equal((false, false, "us-east-1"), (router.IsHealthy("us-east-1"), router.IsHealthy("sa-east-1"), routing.Destination));
    }

    [Fact]
    public async Task EachRegion_IsWatchedByTheNext_AndTheNearestHealthyOneIsChosen()
    {
        var routing = await ScriptedRouting.HealthyAsync("regions=[us-east-1, sa-east-1, eu-west-1]");
        await using var router = routing.Router;

        Assert.Equal(["sa-east-1", "eu-west-1", "us-east-1"], routing.Regions.Select(router.WatcherOf));
        routing.Answer("us-east-1", "/health", 503);
        routing.Answer("eu-west-1", "/drained/sa-east-1", 200);
        await routing.AskAsync(3);

        Assert.Equal("eu-west-1", routing.Destination);
    }

    [Theory]
    [InlineData("geoproximity")]
    [InlineData("geolocation")] // through two names, each with its own time to live
    public async Task EveryPolicy_LeavesAnUnhealthyRegion(string policy)
    {
        var routing = await ScriptedRouting.HealthyAsync($"routing={policy}");
        await using var router = routing.Router;
        Assert.Equal("us-east-1", routing.Destination);

        routing.Answer("us-east-1", "/health", 503);
        await routing.AskAsync(3);

        Assert.Equal("sa-east-1", routing.Destination);
    }

    [Fact]
    public async Task TheClock_RunsAsFastAsItIsTold()
    {
        var routing = await ScriptedRouting.StartAsync(graph => graph, 10);
        await using var router = routing.Router;
        await routing.AskAsync(2, speed: 10);

        routing.Answer("us-east-1", "/health", 503);
        await routing.AskAsync(3, speed: 10); // 9 s
        routing.Pass(TimeSpan.FromSeconds(6));

        Assert.Equal("sa-east-1", routing.Destination);
        Assert.StartsWith("10 times as fast, so a region is found unhealthy within 9 s, and clients follow within 6 s more", router.Pace);
    }

    [Fact]
    public async Task TheRouter_IsTheGraph_ARecordThatIsTakenOutLeadsNowhere()
    {
        static ResourceGraph Without(ResourceGraph graph, string name) => graph with { Resources = [.. graph.Resources.Where(resource => resource.Name != name)] };
        var routing = await ScriptedRouting.StartAsync(graph => Without(graph, "global-routing-us-east-1-origin"), 1);
        await using var router = routing.Router;
        Assert.Equal("sa-east-1", routing.Destination);

        var unnamed = await ScriptedRouting.StartAsync(graph => Without(graph, "global-routing-us-east-1-own"), 1);
        await using var other = unnamed.Router;
        await unnamed.AskAsync(2);
        Assert.Contains(other.ChecksOf("us-east-1"), check => check is { Healthy: false, LastFinding: "its name leads nowhere" });

        var none = await ScriptedRouting.StartAsync(graph => Without(Without(graph, "global-routing-us-east-1-origin"), "global-routing-sa-east-1-origin"), 1);
        await using var last = none.Router;
        Assert.Contains("No record answers for origin.dev.appointments.example.com", Assert.Throws<LocalRunException>(() => none.Destination).Message);
    }
}
