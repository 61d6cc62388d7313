using Appointments.Local.Gateway.Document;
using Appointments.Local.Velocity;
using Appointments.Tests.Gateway.Velocity;

namespace Appointments.Tests.Gateway;

[Collection(VelocityGroup.Name)]
public sealed class ImportTests(VelocityFixture velocity)
{
    [Theory]
    [InlineData("\"openapi\"", "[", "not a JSON object")]
    [InlineData("\"HEADER\"", "\"AUTHORIZER\"", "HEADER")]
    [InlineData("\"type\": \"mock\"", "\"type\": \"http\"", "'http' is not emulated")]
    [InlineData("\"passthroughBehavior\": \"never\"", "\"passthroughBehavior\": \"always\"", "when_no_match, when_no_templates or never")]
    [InlineData("validator\": \"all\"", "validator\": \"none\"", "names the validator none")]
    [InlineData("us-east-1:sqs:path", "sa-east-1:sqs:path", "reaches region sa-east-1")]
    [InlineData("us-east-1:sqs:path", "us-east-1:s3:path", "is not emulated")]
    [InlineData("dynamodb:action/", "dynamodb:path/", "is not emulated")]
    [InlineData("^[A-Za-z0-9._:-]{1,100}$", "(?i)^a$", "is not ECMA 262")]
    [InlineData("/invocations", "/calls", "expected arn:aws:apigateway:REGION:lambda")]
    public async Task Document_IsRefused_WhenItAsksForWhatIsNotServed(string is_, string becomes, string message)
    {
        var document = TestDocument.Text.Replace(is_, becomes, StringComparison.Ordinal);
        Assert.NotEqual(TestDocument.Text, document);

        var refused = await Assert.ThrowsAsync<ApiImportException>(() => TestApi.StartAsync(velocity.Engines, document));

        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Document_IsRefused_WhenATemplateDoesNotParse() =>
        await Assert.ThrowsAsync<VelocityTemplateException>(() => TestApi.StartAsync(velocity.Engines, TestDocument.Text.Replace("#else{", "#else #if($a{", StringComparison.Ordinal)));
}
