using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Appointments.Tests.Gateway.Velocity;

namespace Appointments.Tests.Gateway;

[Collection(VelocityGroup.Name)]
public sealed class ValidationTests(VelocityFixture velocity)
{
    [Theory]
    [InlineData("", """[object has missing required properties (["appointmentId","schedule","status"])]""")]
    [InlineData("{}", """[object has missing required properties (["appointmentId","schedule","status"])]""")]
    [InlineData("""{"schedule":"a","appointmentId":"a"}""", """[object has missing required properties (["status"])]""")]
    [InlineData("{", "[Unknown error parsing request body]")]
    [InlineData("not json", "[Unknown error parsing request body]")]
    [InlineData("{'appointmentId':'a'}", "[Unknown error parsing request body]")]
    [InlineData("""{"appointmentId":"a","schedule":"a","status":"requested"} trailing""", "[Unknown error parsing request body]")]
    [InlineData("[]", """[instance type (array) does not match any allowed primitive type (allowed: ["object"])]""")]
    [InlineData("null", """[instance type (null) does not match any allowed primitive type (allowed: ["object"])]""")]
    [InlineData("""{"appointmentId":1,"schedule":"a","status":"requested"}""", """[instance type (integer) does not match any allowed primitive type (allowed: ["string"])]""")]
    [InlineData("""{"appointmentId":"","schedule":"a","status":"requested"}""", """[ECMA 262 regex "^[A-Za-z0-9._:-]{1,100}$" does not match input string ""]""")]
    [InlineData("""{"appointmentId":"a b","schedule":"a","status":"requested"}""", """[ECMA 262 regex "^[A-Za-z0-9._:-]{1,100}$" does not match input string "a b"]""")]
    [InlineData("""{"appointmentId":"a\n","schedule":"a","status":"requested"}""", "[ECMA 262 regex \"^[A-Za-z0-9._:-]{1,100}$\" does not match input string \"a\n\"]")]
    [InlineData("""{"appointmentId":"a","schedule":"","status":"requested"}""", """[string "" is too short (length: 0, required minimum: 1)]""")]
    [InlineData("""{"appointmentId":"a","schedule":"123456789","status":"requested"}""", """[string "123456789" is too long (length: 9, maximum allowed: 8)]""")]
    [InlineData("""{"appointmentId":"a","schedule":"a","status":"confirmed"}""", """[instance value ("confirmed") not found in enum (possible values: ["requested"])]""")]
    [InlineData("""{"appointmentId":"a","schedule":"a","status":"requested","name":"x","age":1}""", """[object instance has properties which are not allowed by the schema: ["age","name"]]""")]
    [InlineData("""{"appointmentId":"a","schedule":"a","status":"requested","party":0}""", "[numeric instance is lower than the required minimum (minimum: 1, found: 0)]")]
    [InlineData("""{"appointmentId":"a","schedule":"a","status":"requested","party":"0"}""", """[instance type (string) does not match any allowed primitive type (allowed: ["integer"])]""")]
    public async Task Body_Is400_WhenItIsNotOfItsModel(string body, string rule)
    {
        await using var api = await TestApi.StartAsync(velocity.Engines);

        var (answer, text) = await api.SendAsync("POST", "/Prod/peru", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var said = JsonNode.Parse(text)!;
        Assert.Equal("Invalid request body", said["message"]!.GetValue<string>());
        Assert.Equal(rule, said["errors"]![0]!["rule"]!.GetValue<string>());
        Assert.Equal("BadRequestException", Assert.Single(answer.Headers.GetValues("x-amzn-ErrorType")));
        Assert.Equal("no-store", Assert.Single(answer.Headers.GetValues("Cache-Control")));
        Assert.Equal(answer.Headers.GetValues("x-amzn-RequestId").Single(), Assert.Single(answer.Headers.GetValues("x-seen")));
        Assert.Empty(api.Sqs.Asked);
        Assert.Empty(api.Problems);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(100, true)]
    [InlineData(101, false)]
    [InlineData(1_000_000, false)]
    public async Task Body_IsHeldToItsPattern_AtTheBoundary(int length, bool admitted)
    {
        await using var api = await TestApi.StartAsync(velocity.Engines);

        var (answer, text) = await api.SendAsync("POST", "/Prod/peru", $$"""{"appointmentId":"{{new string('a', length)}}","schedule":"a","status":"requested"}""");

        Assert.Equal(admitted ? HttpStatusCode.Accepted : HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotNull(JsonNode.Parse(text));
        Assert.Equal(admitted ? 1 : 0, api.Sqs.Asked.Count);
    }

    [Theory]
    [InlineData("\\\" \\\\ \\n \\u0001 \\ud800 é")]
    [InlineData("$context.error.messageString")]
    [InlineData("</script>")]
    public async Task ErrorBody_StaysJson_WhateverCameIn(string status)
    {
        await using var api = await TestApi.StartAsync(velocity.Engines);

        var (answer, text) = await api.SendAsync("POST", "/Prod/peru", $$"""{"appointmentId":"a","schedule":"a","status":"{{status}}"}""");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("Invalid request body", JsonNode.Parse(text)!["message"]!.GetValue<string>());
    }

    [Fact]
    public async Task Body_IsNotValidated_WhereTheValidatorDoesNotSaySo()
    {
        await using var api = await TestApi.StartAsync(velocity.Engines, TestDocument.Text.Replace("\"validateRequestBody\": true", "\"validateRequestBody\": false", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.Accepted, (await api.SendAsync("POST", "/Prod/peru", "{}")).Answer.StatusCode);
    }

    [Fact]
    public async Task Body_Is400_WhenOnlyTheTemplateFindsItBroken()
    {
        await using var api = await TestApi.StartAsync(velocity.Engines, TestDocument.Text.Replace("\"validateRequestBody\": true", "\"validateRequestBody\": false", StringComparison.Ordinal));

        var (answer, text) = await api.SendAsync("POST", "/Prod/peru", "{");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("Could not parse request body into json", JsonNode.Parse(text)!["message"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("", "r", "Missing required request parameters: [view]")]
    [InlineData("?view=", "r", "Missing required request parameters: [view]")]
    [InlineData("?view=x", null, "Missing required request parameters: [x-reason]")]
    [InlineData("", null, "Missing required request parameters: [view, x-reason]")]
    public async Task Parameters_Are400_WhenOneIsMissingOrBlank(string query, string? reason, string message)
    {
        await using var api = await TestApi.StartAsync(velocity.Engines);

        var (answer, text) = await api.SendAsync("GET", $"/Prod/appointments/a{query}", headers: reason is null ? [] : [("x-reason", reason)]);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(message, JsonNode.Parse(text)!["message"]!.GetValue<string>());
        Assert.Empty(api.Functions.Asked);
    }

    [Theory]
    [InlineData(GatewayRequestLimit, false, HttpStatusCode.OK)]
    [InlineData(GatewayRequestLimit + 1, false, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(GatewayRequestLimit + 1, true, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Body_Is413_OverTenMegabytes(int bytes, bool chunked, HttpStatusCode expected)
    {
        await using var api = await TestApi.StartAsync(velocity.Engines);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(api.Url, "/Prod/free/x")) { Content = new ByteArrayContent(Encoding.ASCII.GetBytes(new string('a', bytes))) };
        request.Headers.TransferEncodingChunked = chunked;

        using var answer = await api.Client.SendAsync(request);

        Assert.Equal(expected, answer.StatusCode);
        if (expected != HttpStatusCode.OK)
        {
            Assert.Equal("text/plain", answer.Content.Headers.ContentType!.ToString());
            Assert.Equal("HTTP content length exceeded 10485760 bytes.", await answer.Content.ReadAsStringAsync());
        }
    }

    private const int GatewayRequestLimit = 10_485_760;

    [Fact]
    public async Task Default4xx_WordsEveryTypeThatHasNoResponseOfItsOwn()
    {
        await using var api = await TestApi.StartAsync(velocity.Engines, TestDocument.Text.Replace("\"DEFAULT_5XX\": {", "\"DEFAULT_4XX\": { \"statusCode\": 418,", StringComparison.Ordinal));

        var (forbidden, body) = await api.SendAsync("GET", "/Prod/appointments", key: "");
        var (unknown, _) = await api.SendAsync("GET", "/Prod/nowhere");

        Assert.Equal(418, (int)forbidden.StatusCode);
        Assert.Equal("""{"message":"Forbidden","errors":[]}""", body);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }
}
