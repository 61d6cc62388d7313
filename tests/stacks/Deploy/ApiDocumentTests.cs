using System.Text.Json.Nodes;
using Appointments.Deploy.Api;
using Appointments.Domain;
using Microsoft.OpenApi;
using NJsonSchema;

namespace Appointments.Tests.Deploy;

public sealed class ApiDocumentTests
{
    private static readonly Country Peru = new("PE", "peru", "Perú"), Chile = new("CL", "chile", "Chile");

    private static readonly string Text = ApiDocument.Write(new ApiTargets("us-east-1", "sa-east-1", "arn:aws:iam::123456789012:role/api",
        [new CountryTarget(Peru, "arn:aws:sqs:us-east-1:123456789012:peru.fifo"), new CountryTarget(Chile, "arn:aws:sqs:us-east-1:123456789012:chile.fifo")],
        "regions", "arn:aws:lambda:us-east-1:123456789012:function:change", "arn:aws:lambda:us-east-1:123456789012:function:list"));

    private static JsonObject Document => JsonNode.Parse(Text)!.AsObject();

    private static IEnumerable<(string Path, string Method, JsonObject Operation)> Operations =>
        from path in Document["paths"]!.AsObject()
        from method in path.Value!.AsObject()
        select (path.Key, method.Key, method.Value!.AsObject());

    [Fact]
    public void TheDocument_IsOpenApi301_WithoutAnError()
    {
        var read = OpenApiDocument.Parse(Text, "json");

        Assert.Empty(read.Diagnostic!.Errors.Select(error => error.Message));
        Assert.Equal("3.0.1", Document["openapi"]!.ToString());
        Assert.Equal(["/appointments", "/appointments/{appointmentId}", "/change-status", "/chile", "/drained/sa-east-1", "/health", "/peru"], read.Document!.Paths.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryPath_HasOneMethod_AndAnswers405ToAllOthers()
    {
        var methods = Operations.GroupBy(operation => operation.Path).ToDictionary(path => path.Key, path => path.Select(operation => operation.Method).Order().ToArray());

        Assert.Equal(7, methods.Count);
        Assert.All(methods, path => Assert.Contains("x-amazon-apigateway-any-method", Assert.Single(new[] { path.Value }, both => both.Length is 2)));
        Assert.All(Operations.Where(operation => operation.Method is "x-amazon-apigateway-any-method"),
            operation => Assert.Equal("405", operation.Operation["x-amazon-apigateway-integration"]!["responses"]!["default"]!["statusCode"]!.ToString()));
    }

    [Fact]
    public void EveryRouteButThoseOfHealthChecks_NeedsTheKey()
    {
        var open = Operations.Where(operation => operation.Operation["security"] is null).Select(operation => operation.Path).Distinct();

        Assert.Equal(["/drained/sa-east-1", "/health"], open.Order());
        Assert.Equal("HEADER", Document["x-amazon-apigateway-api-key-source"]!.ToString());
        var scheme = Document["components"]!["securitySchemes"]!["api_key"]!;
        Assert.Equal(("apiKey", "header", "x-api-key"), (scheme["type"]!.ToString(), scheme["in"]!.ToString(), scheme["name"]!.ToString()));
    }

    [Fact]
    public void EveryBody_IsChecked_AndRefusedWhereItIsNotJson()
    {
        var posts = Operations.Where(operation => operation.Method is "post").ToArray();

        Assert.Equal(3, posts.Length);
        Assert.All(posts, post =>
        {
            Assert.Equal("body", post.Operation["x-amazon-apigateway-request-validator"]!.ToString());
            Assert.Equal("never", post.Operation["x-amazon-apigateway-integration"]!["passthroughBehavior"]!.ToString());
        });
        Assert.True(Document["x-amazon-apigateway-request-validators"]!["body"]!["validateRequestBody"]!.GetValue<bool>());
    }

    /// <summary>Source: AWS, "Amazon API Gateway important notes": what an import does not know it drops or refuses.</summary>
    [Fact]
    public void Models_UseOnlyWhatApiGatewayImports()
    {
        string[] allowed = ["type", "properties", "required", "additionalProperties", "pattern", "minLength", "maxLength", "enum", "items", "description"];
        var used = Document["components"]!["schemas"]!.AsObject().SelectMany(schema => Keywords(schema.Value!.AsObject())).Distinct().ToArray();

        Assert.NotEmpty(used);
        Assert.Empty(used.Except(allowed));
        Assert.All(Document["components"]!["schemas"]!.AsObject(), schema => Assert.Matches("^[A-Za-z0-9]+$", schema.Key));
    }

    /// <summary>A pattern that a body breaks is quoted in a JSON answer, and AWS does not document how much of it is escaped.</summary>
    [Fact]
    public void Patterns_HoldNothingThatJsonWouldHaveToEscape()
    {
        var patterns = Document["components"]!["schemas"]!.AsObject().SelectMany(schema => schema.Value!["properties"]!.AsObject()).Select(property => property.Value!["pattern"]?.ToString()).OfType<string>().Distinct().ToArray();

        Assert.Equal(3, patterns.Length); // ids, and a country each for two routes
        Assert.All(patterns, pattern => Assert.DoesNotContain(pattern, letter => letter is '"' or '\\' || char.IsControl(letter)));
    }

    private static IEnumerable<string> Keywords(JsonObject schema) => schema.SelectMany(keyword => keyword.Key switch
    {
        "properties" => keyword.Value!.AsObject().SelectMany(property => Keywords(property.Value!.AsObject())),
        "items" => Keywords(keyword.Value!.AsObject()),
        _ => [],
    }).Concat(schema.Select(keyword => keyword.Key));

    [Theory]
    [InlineData("""{"appointmentId":"id-12345","country":"Perú","status":"requested"}""", true)]
    [InlineData("""{"appointmentId":"id-12345","country":"PERU","status":"requested"}""", true)]
    [InlineData("""{"appointmentId":"id-12345","country":"pe","status":"requested"}""", true)]
    [InlineData("""{"appointmentId":"id-12345","country":"PERÚ","status":"requested","schedule":"dr-7"}""", true)]
    [InlineData("""{"appointmentId":"id-12345","country":"Chile","status":"requested"}""", false)]
    [InlineData("""{"appointmentId":"id-12345","country":"Perúx","status":"requested"}""", false)]
    [InlineData("""{"appointmentId":"id-12345","country":"Perú","status":"confirmed"}""", false)]
    [InlineData("""{"appointmentId":"id-12345","country":"Perú"}""", false)]
    [InlineData("""{"appointmentId":"id-12345","country":"Perú","status":"requested","name":"Ana"}""", false)]
    [InlineData("""{"appointmentId":"id-12345","country":"Perú","status":"requested","schedule":""}""", false)]
    [InlineData("""{"appointmentId":"","country":"Perú","status":"requested"}""", false)]
    [InlineData("""{"appointmentId":".","country":"Perú","status":"requested"}""", false)]
    [InlineData("""{"appointmentId":"..","country":"Perú","status":"requested"}""", false)]
    [InlineData("""{"appointmentId":"...","country":"Perú","status":"requested"}""", true)]
    [InlineData("""{"appointmentId":"a/b","country":"Perú","status":"requested"}""", false)]
    [InlineData("""{"appointmentId":"a b","country":"Perú","status":"requested"}""", false)]
    [InlineData("""{"appointmentId":"ñ","country":"Perú","status":"requested"}""", false)]
    [InlineData("""{"appointmentId":12345,"country":"Perú","status":"requested"}""", false)]
    [InlineData("""[]""", false)]
    public async Task ARegistration_IsTakenOnlyAsItsModelSays(string body, bool taken)
    {
        var schema = await JsonSchema.FromJsonAsync(Document["components"]!["schemas"]!["RegistrationPE"]!.ToJsonString());

        Assert.Equal(taken, schema.Validate(body).Count is 0);
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public async Task AnId_IsAtMost100Characters(int length, bool taken)
    {
        var schema = await JsonSchema.FromJsonAsync(Document["components"]!["schemas"]!["StatusChange"]!.ToJsonString());

        Assert.Equal(taken, schema.Validate($$"""{"appointmentId":"{{new string('x', length)}}","status":"confirmed"}""").Count is 0);
    }

    [Fact]
    public void GatewayResponses_AreValidJson_WhateverMessageIsSubstituted()
    {
        var responses = Document["x-amazon-apigateway-gateway-responses"]!.AsObject();

        Assert.True(responses.Count >= 12);
        Assert.All(responses, response =>
        {
            var template = response.Value!["responseTemplates"]!["application/json"]!.ToString();
            var body = JsonNode.Parse(template
                .Replace("$context.error.messageString", "\"a \\\"quoted\\\" message\"") // with its quotation marks
                .Replace("$context.error.validationErrorString", "[object has missing required properties ([\\\"status\\\"])]"))!; // without them, those inside escaped
            Assert.DoesNotContain('$', body.ToJsonString()); // nothing else is substituted: it might hold anything
            Assert.False(string.IsNullOrEmpty(body["message"]!.ToString()));
            Assert.All(body["errors"]!.AsArray(), error => Assert.False(string.IsNullOrEmpty(error!["field"]!.ToString()) || string.IsNullOrEmpty(error["rule"]!.ToString())));
        });
        Assert.Equal("404", responses["MISSING_AUTHENTICATION_TOKEN"]!["statusCode"]!.ToString());
        Assert.Equal("415", responses["UNSUPPORTED_MEDIA_TYPE"]!["statusCode"]!.ToString());
    }

    [Fact]
    public void ARegistrationsTemplate_IsOneLine_AndNeverTheRawBody()
    {
        var template = Document["paths"]!["/peru"]!["post"]!["x-amazon-apigateway-integration"]!["requestTemplates"]!["application/json"]!.ToString();

        Assert.DoesNotContain('\n', template);
        Assert.DoesNotContain("$input.body", template);
        Assert.DoesNotContain("$input.json", template);
        Assert.Contains("&MessageDeduplicationId=$util.urlEncode($id)%23$context.identity.apiKeyId&", template);
    }
}
