using System.Net;
using System.Text.Json.Nodes;
using Appointments.Tests.Gateway.Velocity;

namespace Appointments.Tests.Gateway;

[Collection(VelocityGroup.Name)]
public sealed class RoutingTests(VelocityFixture velocity)
{
    [Theory]
    [InlineData("GET", "/Prod/nowhere")]
    [InlineData("GET", "/Prod")]
    [InlineData("GET", "/")]
    [InlineData("GET", "/prod/health")]
    [InlineData("GET", "/health")]
    [InlineData("GET", "/Prod/appointments/a/b")]
    [InlineData("GET", "/Prod/Health")]
    [InlineData("POST", "/Prod/health")]
    [InlineData("HEAD", "/Prod/health")]
    [InlineData("OPTIONS", "/Prod/health")]
    [InlineData("PROPFIND", "/Prod/peru")]
    public async Task UnknownRoute_IsAMissingAuthenticationToken(string method, string path)
    {
        await using var api = await TestApi.StartAsync(velocity.Engines);

        var (answer, body) = await api.SendAsync(method, path, key: "");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("MissingAuthenticationTokenException", Assert.Single(answer.Headers.GetValues("x-amzn-ErrorType")));
        Assert.Equal(method == "HEAD" ? "" : """{"message":"No such path.","type":"MISSING_AUTHENTICATION_TOKEN"}""", body);
    }

    [Fact]
    public async Task UnknownRoute_Is403_WhereTheDocumentSaysNothing()
    {
        await using var api = await TestApi.StartAsync(velocity.Engines, TestDocument.Text.Replace("MISSING_AUTHENTICATION_TOKEN", "UNAUTHORIZED", StringComparison.Ordinal));

        var (answer, body) = await api.SendAsync("GET", "/Prod/nowhere", key: "");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("""{"message":"Missing Authentication Token"}""", body);
    }

    [Theory]
    [InlineData("/Prod/free/known", "known")]
    [InlineData("/Prod/free/known/", "known")]
    [InlineData("/Prod/free/other", "free")]
    [InlineData("/Prod/free/%6Bnown", "known")]
    public async Task Route_PrefersTheLiteralSegment(string path, string function)
    {
        await using var api = await TestApi.StartAsync(velocity.Engines);

        await api.SendAsync("POST", path, "{}");

        Assert.EndsWith($":{function}", Assert.Single(api.Functions.Asked).Arn, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/Prod/appointments/..?view=x", "..")]
    [InlineData("/Prod/appointments/.?view=x", ".")]
    [InlineData("/Prod/appointments/%2e%2e?view=x", "..")]
    [InlineData("/Prod/appointments/a%2Fb?view=x", "a/b")]
    public async Task PathParameter_IsWhatWasSent(string target, string expected)
    {
        await using var api = await TestApi.StartAsync(velocity.Engines);

        var answer = await api.SendRawAsync(target);

        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        Assert.Equal(expected, Assert.Single(api.Functions.Asked).Event["pathParameters"]!["appointmentId"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    [InlineData("PATCH")]
    public async Task AnyMethod_TakesWhatNoMethodTakes(string method)
    {
        await using var api = await TestApi.StartAsync(velocity.Engines);

        var (answer, body) = await api.SendAsync(method, "/Prod/peru", key: "");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal("""{"message":"Use POST."}""", body);
        Assert.Equal("POST", Assert.Single(answer.Content.Headers.GetValues("Allow")));
    }

    [Fact]
    public async Task AnyMethod_AnswersHeadWithoutABody()
    {
        await using var api = await TestApi.StartAsync(velocity.Engines);

        var (answer, body) = await api.SendAsync("HEAD", "/Prod/peru", key: "");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Empty(body);
    }

    [Fact]
    public async Task Mock_Is500_WhenNothingSaysTheStatus()
    {
        await using var api = await TestApi.StartAsync(velocity.Engines, TestDocument.Text.Replace("{\\\"statusCode\\\":405}", "{}", StringComparison.Ordinal));

        var (answer, body) = await api.SendAsync("GET", "/Prod/peru", key: "");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("""{"message":"Internal server error","errors":[]}""", body);
    }

    [Theory]
    [InlineData("{}", HttpStatusCode.OK, "ok")]
    [InlineData("""{"Item":{"region":{"S":"us-east-1"}}}""", HttpStatusCode.ServiceUnavailable, "drained")]
    public async Task DynamoDb_Answers_AndTheTemplateDecidesTheStatus(string item, HttpStatusCode expected, string status)
    {
        await using var api = await TestApi.StartAsync(velocity.Engines);
        api.DynamoDb.Says = (200, item, null);

        var (answer, body) = await api.SendAsync("GET", "/Prod/health", key: "");

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(status, JsonNode.Parse(body)!["status"]!.GetValue<string>());
        Assert.Equal(status == "drained", answer.Headers.Contains("Retry-After"));
        var asked = Assert.Single(api.DynamoDb.Asked);
        Assert.Equal(("DynamoDB_20120810.GetItem", "application/x-amz-json-1.0"), (asked.Target, asked.ContentType));
        Assert.Contains("Credential=local/20261124/us-east-1/dynamodb/", asked.Authorization, StringComparison.Ordinal);
        Assert.Equal("""{"TableName":"regions","Key":{"region":{"S":"us-east-1"}}}""", asked.Body);
    }

    [Fact]
    public async Task DynamoDb_FallsToTheDefaultResponse_WhenItFails()
    {
        await using var api = await TestApi.StartAsync(velocity.Engines);
        api.DynamoDb.Says = (400, "{}", null);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await api.SendAsync("GET", "/Prod/health", key: "")).Answer.StatusCode);
    }

    [Fact]
    public async Task Answer_IsAConfigurationError_WhenNoResponseFits()
    {
        await using var api = await TestApi.StartAsync(velocity.Engines, TestDocument.Text.Replace("\"default\": {", "\"299\": {", StringComparison.Ordinal));
        api.DynamoDb.Says = (400, "{}", null);

        Assert.Equal(HttpStatusCode.InternalServerError, (await api.SendAsync("GET", "/Prod/health", key: "")).Answer.StatusCode);
        Assert.Contains("answered 400", Assert.Single(api.Problems), StringComparison.Ordinal);
    }
}
