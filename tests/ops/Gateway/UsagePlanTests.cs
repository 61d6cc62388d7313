using System.Net;
using Appointments.Local.Topology;
using Appointments.Tests.Gateway.Velocity;

namespace Appointments.Tests.Gateway;

[Collection(VelocityGroup.Name)]
public sealed class UsagePlanTests(VelocityFixture velocity)
{
    [Theory]
    [InlineData("")]
    [InlineData("a-key-that-nobody-was-given")]
    [InlineData("a-key-outside-of-the-plan")]
    public async Task Key_Is403_WhenThePlanDoesNotKnowIt(string key)
    {
        await using var api = await TestApi.StartAsync(velocity.Engines);

        var (answer, body) = await api.SendAsync("GET", "/Prod/appointments", key: key);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("""{"message":"Forbidden"}""", body);
        Assert.Equal("ForbiddenException", Assert.Single(answer.Headers.GetValues("x-amzn-ErrorType")));
        Assert.Empty(api.Functions.Asked);
    }

    [Fact]
    public async Task Key_IsNotAsked_WhereTheMethodNeedsNone()
    {
        await using var api = await TestApi.StartAsync(velocity.Engines);

        Assert.Equal(HttpStatusCode.OK, (await api.SendAsync("GET", "/Prod/health", key: "")).Answer.StatusCode);
    }

    [Fact]
    public async Task Burst_IsAdmitted_AndThenTheRate()
    {
        await using var api = await TestApi.StartAsync(velocity.Engines, plan: new UsagePlanSpec(2, 3, 1000, "MONTH", [TestDocument.KeyId]));

        Assert.Equal("200 200 200 429 429", await StatusesAsync(api, 5));
        api.Clock.Advance(TimeSpan.FromMilliseconds(499));
        Assert.Equal("429", await StatusesAsync(api, 1));
        api.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("200 429", await StatusesAsync(api, 2));
        api.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("200 200 200 429", await StatusesAsync(api, 4));
    }

    [Fact]
    public async Task Throttled_SaysTooManyRequests()
    {
        await using var api = await TestApi.StartAsync(velocity.Engines, plan: new UsagePlanSpec(1, 1, 1000, "MONTH", [TestDocument.KeyId]));
        await StatusesAsync(api, 1);

        var (answer, body) = await api.SendAsync("GET", "/Prod/appointments");

        Assert.Equal("""{"message":"Too Many Requests"}""", body);
        Assert.Equal("TooManyRequestsException", Assert.Single(answer.Headers.GetValues("x-amzn-ErrorType")));
    }

    [Theory]
    [InlineData("DAY", "2026-11-24T23:59:59Z", "2026-11-25T00:00:00Z")]
    [InlineData("WEEK", "2026-11-28T23:59:59Z", "2026-11-29T00:00:00Z")]
    [InlineData("MONTH", "2026-11-30T23:59:59Z", "2026-12-01T00:00:00Z")]
    public async Task Quota_EndsWithItsPeriod(string period, string last, string next)
    {
        await using var api = await TestApi.StartAsync(velocity.Engines, plan: new UsagePlanSpec(1000, 1000, 2, period, [TestDocument.KeyId]));

        Assert.Equal("200 200 429", await StatusesAsync(api, 3));
        api.Clock.SetUtcNow(DateTimeOffset.Parse(last));
        Assert.Equal("429", await StatusesAsync(api, 1));
        var (answer, body) = await api.SendAsync("GET", "/Prod/appointments");
        Assert.Equal("""{"message":"Limit Exceeded"}""", body);
        Assert.Equal("LimitExceededException", Assert.Single(answer.Headers.GetValues("x-amzn-ErrorType")));
        api.Clock.SetUtcNow(DateTimeOffset.Parse(next));
        Assert.Equal("200 200 429", await StatusesAsync(api, 3));
    }

    [Fact]
    public async Task Quota_IsNotSpent_ByWhatIsThrottled()
    {
        await using var api = await TestApi.StartAsync(velocity.Engines, plan: new UsagePlanSpec(1, 1, 2, "MONTH", [TestDocument.KeyId]));

        Assert.Equal("200 429 429", await StatusesAsync(api, 3));
        api.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("200", await StatusesAsync(api, 1));
    }

    private static async Task<string> StatusesAsync(TestApi api, int count)
    {
        var statuses = new int[count];
        for (var i = 0; i < count; i++)
        {
            statuses[i] = (int)(await api.SendAsync("GET", "/Prod/appointments")).Answer.StatusCode;
        }

        return string.Join(' ', statuses);
    }
}
