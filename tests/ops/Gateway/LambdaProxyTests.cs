using System.Net;
using System.Text.Json.Nodes;
using Appointments.Local.Lambda;
using Appointments.Tests.Gateway.Velocity;

namespace Appointments.Tests.Gateway;

[Collection(VelocityGroup.Name)]
public sealed class LambdaProxyTests(VelocityFixture velocity)
{
    /// <summary>Ends a test that would hang, and judges no machine's speed.</summary>
    private static readonly TimeSpan GiveUp = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Event_HoldsTheWholeRequest()
    {
        await using var api = await TestApi.StartAsync(velocity.Engines);

        var (answer, _) = await api.SendAsync("GET", "/Prod/appointments/id%201?view=a&view=b%20c", null, null, TestDocument.Key, ("x-reason", "r"), ("x-many", "1"), ("x-many", "2"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var (arn, given) = Assert.Single(api.Functions.Asked);
        Assert.Equal("arn:aws:lambda:us-east-1:123456789012:function:list", arn);
        Assert.Equal("/appointments/{appointmentId}", given["resource"]!.GetValue<string>());
        Assert.Equal("/appointments/id 1", given["path"]!.GetValue<string>());
        Assert.Equal("id 1", given["pathParameters"]!["appointmentId"]!.GetValue<string>());
        Assert.Equal("b c", given["queryStringParameters"]!["view"]!.GetValue<string>());
        Assert.Equal("""["a","b c"]""", given["multiValueQueryStringParameters"]!["view"]!.ToJsonString());
        Assert.Equal("r", given["headers"]!["x-reason"]!.GetValue<string>());
        Assert.Null(given["body"]);
        var context = given["requestContext"]!;
        Assert.Equal(answer.Headers.GetValues("x-amzn-RequestId").Single(), context["requestId"]!.GetValue<string>());
        Assert.Equal(("Prod", "/Prod/appointments/id%201", "GET", "127.0.0.1", "key-1"), (Text(context["stage"]), Text(context["path"]), Text(context["httpMethod"]), Text(context["identity"]!["sourceIp"]), Text(context["identity"]!["apiKeyId"])));
        Assert.True(context["identity"]!.AsObject().ContainsKey("userArn"));
    }

    [Fact]
    public async Task Event_HoldsNulls_WhereTheRequestHasNothing()
    {
        await using var api = await TestApi.StartAsync(velocity.Engines);

        await api.SendAsync("POST", "/Prod/free/known", "{\"a\":1}");

        var given = Assert.Single(api.Functions.Asked).Event;
        Assert.Equal("{\"a\":1}", given["body"]!.GetValue<string>());
        Assert.False(given["isBase64Encoded"]!.GetValue<bool>());
        Assert.All((string[])["queryStringParameters", "multiValueQueryStringParameters", "pathParameters", "stageVariables"], name => Assert.True(given.ContainsKey(name) && given[name] is null, name));
        Assert.Null(given["requestContext"]!["identity"]!["apiKeyId"]);
    }

    [Fact]
    public async Task Answer_IsPassedOn()
    {
        await using var api = await TestApi.StartAsync(velocity.Engines);
        Answer(api, """{"statusCode":"404","headers":{"x-one":"1","x-two":"no"},"multiValueHeaders":{"X-Two":["2","3"]},"body":"{\"message\":\"é\"}","isBase64Encoded":false}""");

        var (answer, body) = await api.SendAsync("GET", "/Prod/appointments");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("""{"message":"é"}""", body);
        Assert.Equal("1", Assert.Single(answer.Headers.GetValues("x-one")));
        Assert.Equal(["2", "3"], answer.Headers.GetValues("x-two"));
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Answer_SaysItsOwnContentType()
    {
        await using var api = await TestApi.StartAsync(velocity.Engines);
        Answer(api, """{"statusCode":200,"headers":{"content-type":"text/plain"},"body":"hello"}""");

        Assert.Equal("text/plain", (await api.SendAsync("GET", "/Prod/appointments")).Answer.Content.Headers.ContentType!.ToString());
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("[]")]
    [InlineData("""{"statusCode":200,"body":{"a":1}}""")]
    [InlineData("""{"statusCode":"abc","body":""}""")]
    [InlineData("""{"statusCode":200,"headers":{"a":1}}""")]
    [InlineData("""{"statusCode":200,"surplus":1}""")]
    [InlineData("""{"errorMessage":"secret","errorType":"X"}""")]
    public async Task Answer_Is502_WhenItIsNoProxyAnswer(string payload)
    {
        await using var api = await TestApi.StartAsync(velocity.Engines);
        Answer(api, payload);

        var (answer, body) = await api.SendAsync("GET", "/Prod/appointments");

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Equal("""{"message":"Internal server error","errors":[]}""", body);
        Assert.Equal("InternalServerErrorException", Assert.Single(answer.Headers.GetValues("x-amzn-ErrorType")));
    }

    [Theory]
    [InlineData("Sandbox.Timedout", HttpStatusCode.BadGateway)]
    [InlineData("TooManyRequestsException", HttpStatusCode.InternalServerError)]
    public async Task Answer_IsAnError_WhenTheFunctionFails(string errorType, HttpStatusCode expected)
    {
        await using var api = await TestApi.StartAsync(velocity.Engines);
        api.Functions.Says = _ => Task.FromResult(new FunctionAnswer(default, errorType, "secret"));

        var (answer, body) = await api.SendAsync("GET", "/Prod/appointments");

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal("""{"message":"Internal server error","errors":[]}""", body);
    }

    [Fact]
    public async Task Answer_Is504_WhenTheFunctionTakesLongerThanTheIntegrationMay()
    {
        await using var api = await TestApi.StartAsync(velocity.Engines);
        var asked = new TaskCompletionSource();
        api.Functions.Says = async _ =>
        {
            asked.SetResult();
            await new TaskCompletionSource().Task;
            throw new InvalidOperationException("not reached");
        };
        var pending = api.SendAsync("POST", "/Prod/free/x", "{}");
        await asked.Task.WaitAsync(GiveUp);

        api.Clock.Advance(TimeSpan.FromMilliseconds(4999));
        Assert.False(pending.IsCompleted);
        api.Clock.Advance(TimeSpan.FromMilliseconds(1));

        var (answer, body) = await pending.WaitAsync(GiveUp);
        Assert.Equal(HttpStatusCode.GatewayTimeout, answer.StatusCode);
        Assert.Equal("""{"message":"Endpoint request timed out","errors":[]}""", body);
    }

    private static void Answer(TestApi api, string payload) => api.Functions.Says = _ => Task.FromResult(FakeFunctions.Json(payload));

    private static string? Text(JsonNode? node) => node?.GetValue<string>();
}
