namespace Appointments.Tests.Run.Routing;

/// <summary>What a drill does to routing: checkers that do not reach a region, resolvers that keep an answer too long.</summary>
public sealed class RouterFaultsTests
{
    [Theory]
    [InlineData(0.8, true)] // 3 of 16 still say healthy: 18.75 %
    [InlineData(0.875, false)] // 2 of 16: 12.5 %
    public async Task ARegion_StaysHealthy_WhileMoreThan18PercentOfTheCheckersSayItIs(double blind, bool healthy)
    {
        var routing = await ScriptedRouting.HealthyAsync();
        await using var router = routing.Router;

        router.Blind("us-east-1", blind);
        await routing.AskAsync(3);

        Assert.Equal(healthy, router.IsHealthy("us-east-1"));
        Assert.True(router.IsHealthy("sa-east-1")); // whose watcher nobody reaches
        router.Blind("us-east-1", 0);
        await routing.AskAsync(3);
        Assert.True(router.IsHealthy("us-east-1"));
    }

    [Fact]
    public async Task AResolverThatKeepsItsAnswer_LeadsThereThatMuchLonger_AndOnlyItsClients()
    {
        var routing = await ScriptedRouting.HealthyAsync();
        await using var router = routing.Router;
        var isStubborn = true;
        Assert.Equal("us-east-1", routing.Destination);
        router.Overstay("us-east-1", TimeSpan.FromMinutes(10), () => isStubborn);

        routing.Answer("us-east-1", "/health", 503);
        await routing.AskAsync(4); // 120 s: unhealthy since 30 s, and the time to live of 60 s is over

        Assert.Equal("us-east-1", routing.Destination);
        isStubborn = false;
        Assert.Equal("sa-east-1", routing.Destination);
        isStubborn = true;
        routing.Pass(TimeSpan.FromMinutes(10));
        Assert.Equal("sa-east-1", routing.Destination);
    }
}
