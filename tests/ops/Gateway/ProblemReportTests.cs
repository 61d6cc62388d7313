using System.Net;
using Appointments.Tests.Gateway.Velocity;

namespace Appointments.Tests.Gateway;

[Collection(VelocityGroup.Name)]
public sealed class ProblemReportTests(VelocityFixture velocity)
{
    private const string Marked = "Marked-Patient";

    [Fact]
    public async Task Problems_NameTheRequest_AndNeverItsBodyNorItsKey()
    {
        await using var api = await TestApi.StartAsync(velocity.Engines);
        api.Functions.Says = _ => Task.FromResult(FakeFunctions.Json($$"""{"{{Marked}}": "{{Marked}}" """));
        await api.Sqs.DisposeAsync();

        var (queued, _) = await api.SendAsync("POST", "/Prod/peru", $$"""{"appointmentId":"{{Marked}}","schedule":"a","status":"requested"}""");
        var (broken, body) = await api.SendAsync("GET", "/Prod/appointments");

        Assert.Equal((HttpStatusCode.GatewayTimeout, HttpStatusCode.BadGateway), (queued.StatusCode, broken.StatusCode));
        Assert.Equal(2, api.Problems.Count);
        Assert.Contains("POST /Prod/peru", api.Problems.First(), StringComparison.Ordinal);
        Assert.DoesNotContain(api.Problems, problem => problem.Contains(Marked, StringComparison.Ordinal) || problem.Contains(TestDocument.Key, StringComparison.Ordinal));
        Assert.DoesNotContain(Marked, body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Problems_DoNotHoldAClientsMistakes()
    {
        await using var api = await TestApi.StartAsync(velocity.Engines);

        Assert.Equal(HttpStatusCode.BadRequest, (await api.SendAsync("POST", "/Prod/peru", "{")).Answer.StatusCode);

        Assert.Empty(api.Problems);
    }
}
