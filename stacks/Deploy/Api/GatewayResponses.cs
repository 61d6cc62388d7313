using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Appointments.Deploy.Api;

/// <summary>
/// The answers that API Gateway gives by itself. Their templates substitute and do not compute. <c>$context.error.messageString</c> is a quoted JSON string;
/// <c>$context.error.validationErrorString</c> says which rule of the model a body breaks, without quotation marks around it. It comes with those inside it escaped
/// (seen in answers of real APIs; AWS's pages do not say), so it can stand between quotation marks. It quotes the model's patterns and what the client sent:
/// the patterns hold no backslash (tested), and it is never logged.
/// </summary>
/// <remarks>Source: AWS, "Gateway response types for API Gateway"; "x-amazon-apigateway-gateway-responses.responseTemplates object"; "Variables for data models, authorizers, mapping templates, and CloudWatch access logging".</remarks>
internal static class GatewayResponses
{
    public static JsonNodeExtension All => new(new JsonObject
    {
        ["BAD_REQUEST_BODY"] = Fixed("400", "The body does not fit this route.", "body", "$context.error.validationErrorString"),
        ["BAD_REQUEST_PARAMETERS"] = Response("400", """{"message":"A parameter does not fit this route.","errors":[{"field":"parameters","rule":$context.error.messageString}]}"""),
        ["INVALID_API_KEY"] = Fixed("403", "No x-api-key header, or one with an unknown key.", "x-api-key", "the key that the platform team gave you"),
        ["ACCESS_DENIED"] = Fixed("403", "Not allowed."),
        ["MISSING_AUTHENTICATION_TOKEN"] = Fixed("404", "There is no such path; all paths are under /Prod."),
        ["UNSUPPORTED_MEDIA_TYPE"] = Fixed("415", "This route takes JSON only.", "Content-Type", "application/json"),
        ["THROTTLED"] = Fixed("429", "Too many requests a second for this key's usage plan; wait and send it again."),
        ["QUOTA_EXCEEDED"] = Fixed("429", "This key's monthly quota is used up; ask the platform team for more."),
        ["REQUEST_TOO_LARGE"] = Fixed("413", "The body is too large.", "body", "at most 10 MB, and 16 KB at the edge"),
        ["INTEGRATION_TIMEOUT"] = Fixed("504", "The region did not answer in time; send the same request again."),
        ["DEFAULT_4XX"] = Message(null),
        ["DEFAULT_5XX"] = Message(null),
    });

    private static JsonObject Fixed(string status, string message, string? field = null, string? rule = null)
    {
        var errors = field is null ? new JsonArray() : [new JsonObject { ["field"] = field, ["rule"] = rule }];
        return Response(status, new JsonObject { ["message"] = message, ["errors"] = errors }.ToJsonString());
    }

    private static JsonObject Message(string? status) => Response(status, """{"message":$context.error.messageString,"errors":[]}""");

    private static JsonObject Response(string? status, string template)
    {
        var response = new JsonObject { ["responseTemplates"] = new JsonObject { ["application/json"] = template } };
        if (status is not null)
            response["statusCode"] = status;
        return response;
    }
}
