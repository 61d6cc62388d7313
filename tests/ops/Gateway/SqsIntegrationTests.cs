using System.Net;
using System.Text.Json.Nodes;
using Appointments.Tests.Gateway.Velocity;

namespace Appointments.Tests.Gateway;

[Collection(VelocityGroup.Name)]
public sealed class SqsIntegrationTests(VelocityFixture velocity)
{
    private const string Registration = """{"appointmentId":"id-1","schedule":"dr é","status":"requested"}""";

    [Fact]
    public async Task Post_ReachesTheQueue_AsItsTemplateSays()
    {
        await using var api = await TestApi.StartAsync(velocity.Engines);

        var (answer, body) = await api.SendAsync("POST", "/Prod/peru", Registration, "application/json; charset=utf-8");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var requestId = Assert.Single(answer.Headers.GetValues("x-amzn-RequestId"));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse($$"""{"status":"requested","requestId":"{{requestId}}"}"""), JsonNode.Parse(body)), body);
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("m-1", Assert.Single(answer.Headers.GetValues("x-message")));
        var sent = Assert.Single(api.Sqs.Asked);
        Assert.Equal("AmazonSQS.SendMessage", sent.Target);
        Assert.Contains("/us-east-1/sqs/", sent.Authorization, StringComparison.Ordinal);
        var expected = $$$"""
            {"QueueUrl":"{{{api.Sqs.Url}}}123456789012/peru.fifo","MessageBody":"{\"appointmentId\":\"id-1\"}","MessageGroupId":"dr é","MessageDeduplicationId":"id-1",
             "MessageAttributes":{"requestId":{"DataType":"String","StringValue":"{{{requestId}}}"},"acceptedAt":{"DataType":"Number","StringValue":"{{{api.Clock.GetUtcNow().ToUnixTimeMilliseconds()}}}"},"apiKeyId":{"DataType":"String","StringValue":"key-1"}
             }}
            """;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(sent.Body)), sent.Body);
    }

    [Theory]
    [InlineData(400, """{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"x"}""", "AWS.SimpleQueueService.NonExistentQueue;Sender", HttpStatusCode.InternalServerError, "refused: AWS.SimpleQueueService.NonExistentQueue")]
    [InlineData(400, """{"__type":"com.amazonaws.sqs#Other","message":"x"}""", null, HttpStatusCode.InternalServerError, "refused: Other")]
    [InlineData(500, "not json", null, HttpStatusCode.ServiceUnavailable, "later")]
    public async Task Answer_IsSelected_ByTheQueuesStatus(int status, string body, string? queryError, HttpStatusCode expected, string message)
    {
        await using var api = await TestApi.StartAsync(velocity.Engines);
        api.Sqs.Says = (status, body, queryError);

        var (answer, text) = await api.SendAsync("POST", "/Prod/peru", Registration);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(message, JsonNode.Parse(text)!["message"]!.GetValue<string>());
    }

    [Fact]
    public async Task Post_IsRefusedBySqs_WithoutTheFormHeader()
    {
        await using var api = await TestApi.StartAsync(velocity.Engines, TestDocument.Text.Replace("'application/x-www-form-urlencoded'", "'application/json'", StringComparison.Ordinal));

        var (answer, _) = await api.SendAsync("POST", "/Prod/peru", Registration);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Empty(api.Sqs.Asked);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("text/plain")]
    public async Task Post_Is415_WhenNoTemplateIsOfItsType(string contentType)
    {
        await using var api = await TestApi.StartAsync(velocity.Engines);

        var (answer, body) = await api.SendAsync("POST", "/Prod/peru", Registration, contentType);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Equal("""{"message":"Unsupported Media Type"}""", body);
        Assert.Empty(api.Sqs.Asked);
    }

    [Fact]
    public async Task Post_CountsAsJson_WithoutAContentType()
    {
        await using var api = await TestApi.StartAsync(velocity.Engines);

        var (answer, _) = await api.SendAsync("POST", "/Prod/peru", Registration, contentType: null);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    [Fact]
    public async Task Post_Is504_WhenTheQueueIsDown()
    {
        await using var api = await TestApi.StartAsync(velocity.Engines);
        await api.Sqs.DisposeAsync();

        var (answer, body) = await api.SendAsync("POST", "/Prod/peru", Registration);

        Assert.Equal(HttpStatusCode.GatewayTimeout, answer.StatusCode);
        Assert.Equal("""{"message":"Network error communicating with endpoint","errors":[]}""", body);
        Assert.Contains("INTEGRATION_FAILURE", Assert.Single(api.Problems), StringComparison.Ordinal);
    }
}
