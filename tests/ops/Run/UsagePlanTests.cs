using System.Diagnostics;
using Appointments.Plan;

namespace Appointments.Tests.Run;

/// <summary>A usage plan that a person can use up: each region has its own, so each test takes a region.</summary>
public sealed class SparingWorld : IAsyncLifetime
{
    public const int Rate = 5, Burst = 10, Month = 14;

    /// <summary>The region whose quota is out of reach: what it refuses came too fast.</summary>
    public const string WithoutAQuota = "us-east-1";

    public World World { get; private set; } = null!;

    public async Task InitializeAsync() => World = await World.StartAsync(
        graph => graph with { Resources = [.. graph.Resources.Select(resource => resource is { Type: "aws:apigateway/usagePlan:UsagePlan", Region: WithoutAQuota } ? Unlimited(resource) : resource)] },
        $"usagePlanRatePerSecond={Rate}", $"usagePlanBurst={Burst}", $"usagePlanRequestsPerMonth={Month}");

    public async Task DisposeAsync() => await World.DisposeAsync();

    private static GraphResource Unlimited(GraphResource plan)
    {
        var inputs = plan.Inputs.DeepClone().AsObject();
        inputs["quotaSettings"]!["limit"] = 1_000_000;
        return plan with { Inputs = inputs };
    }
}

public sealed class UsagePlanTests(SparingWorld sparing) : IClassFixture<SparingWorld>
{
    private readonly World world = sparing.World;

    [Fact]
    public async Task MoreThanTheBurstAllows_Is429_AndSaysSo_AndGoesThroughLater()
    {
        var region = world.Regions[SparingWorld.WithoutAQuota];
        using var http = new HttpClient();
        await http.GetAsync($"{world.Run.Regions[0].Stage}/appointments"); // without a key: no part of anybody's plan

        List<ApiAnswer> answers = [];
        var start = Stopwatch.GetTimestamp();
        while (!answers.Exists(answer => answer.Code is 429))
        {
            Assert.InRange(answers.Count, 0, 1_000); // however slowly this machine sends, it is too fast some time
            answers.AddRange(await Task.WhenAll(Enumerable.Range(0, SparingWorld.Burst * 2).Select(_ => region.GetAsync("/appointments/none?x=1"))));
        }

        var refilled = (int)Math.Ceiling(SparingWorld.Rate * Stopwatch.GetElapsedTime(start).TotalSeconds);
        var throttled = answers.Where(answer => answer.Code is 429).ToArray();
        Assert.InRange(answers.Count(answer => answer.Code is 400), SparingWorld.Burst, SparingWorld.Burst + refilled + 1);
        Assert.Equal(answers.Count, answers.Count(answer => answer.Code is 400) + throttled.Length);
        Assert.All(throttled, answer => Assert.Equal("Too many requests a second for this key's usage plan; wait and send it again.", ErrorBody.Read(answer.Body.ToJsonString()).Message));
        await Eventually.SeeAsync(() => region.GetAsync("/appointments/none?x=1"), answer => answer.Code is 400, "the same request, admitted after a moment");
        Assert.Equal(200, (int)(await http.GetAsync($"{world.Run.Regions[0].Stage}/health")).StatusCode); // needs no key, so no plan
    }

    [Fact]
    public async Task MoreThanTheMonthAllows_Is429_AndSaysSo()
    {
        var region = world.Regions["sa-east-1"];
        var admitted = 0;
        await Eventually.SeeAsync(async () =>
        {
            var answer = await region.GetAsync("/appointments/none?x=1");
            admitted += answer.Code is 400 ? 1 : 0;
            return answer;
        }, answer => answer.Body["message"]!.ToString().Contains("monthly quota"), "the monthly quota used up");

        var refused = await region.GetAsync("/appointments/none?x=1");

        Assert.Equal(SparingWorld.Month, admitted);
        Assert.Equal(429, refused.Code);
        Assert.Equal("This key's monthly quota is used up; ask the platform team for more.", ErrorBody.Read(refused.Body.ToJsonString()).Message);
    }
}
