using System.Text.Json.Nodes;
using Appointments.Domain;
using Microsoft.OpenApi;

namespace Appointments.Deploy.Api;

/// <summary>What API Gateway calls for a request: <c>x-amazon-apigateway-integration</c>.</summary>
/// <remarks>Source: AWS, "x-amazon-apigateway-integration object".</remarks>
internal static class Integrations
{
    private const string Json = "application/json";

    /// <summary>A registration straight onto the country's queue: no code in between.</summary>
    public static JsonNodeExtension Registration(ApiTargets targets, CountryTarget target)
    {
        var queue = target.QueueArn.Split(':'); // arn:aws:sqs:region:account:name
        return new(new JsonObject
        {
            ["type"] = "aws",
            ["httpMethod"] = "POST",
            ["uri"] = $"arn:aws:apigateway:{targets.Region}:sqs:path/{queue[4]}/{queue[5]}",
            ["credentials"] = targets.RoleArn,
            ["passthroughBehavior"] = "never", // not JSON is 415
            ["requestParameters"] = new JsonObject { ["integration.request.header.Content-Type"] = "'application/x-www-form-urlencoded'" },
            ["requestTemplates"] = new JsonObject { [Json] = MappingTemplates.SendRegistration(target.Country, targets.Region) },
            ["responses"] = new JsonObject
            {
                ["200"] = Response("202", MappingTemplates.Accepted(targets.Region)),
                ["default"] = Response("500", ServerError("The queue did not take the registration; nothing was kept. Send it again.")),
            },
        });
    }

    /// <summary>Whether this region is in service: read from RegionsTable without code. No answer from the table is 503: it fails closed.</summary>
    public static JsonNodeExtension Health(ApiTargets targets) =>
        RegionItem(targets, targets.Region, MappingTemplates.Health(targets.Region));

    /// <summary>
    /// Whether the watched region is drained, as this region's replica knows. Asked by an inverted health check: 200 takes that region out of service,
    /// anything else leaves it in. So no answer from the table is 503 as well: a region that cannot tell drains nobody.
    /// </summary>
    public static JsonNodeExtension Drained(ApiTargets targets) =>
        RegionItem(targets, targets.WatchedRegion, MappingTemplates.Drained(targets.WatchedRegion));

    private static JsonNodeExtension RegionItem(ApiTargets targets, string region, string answer) => new(new JsonObject
    {
        ["type"] = "aws",
        ["httpMethod"] = "POST",
        ["uri"] = $"arn:aws:apigateway:{targets.Region}:dynamodb:action/GetItem",
        ["credentials"] = targets.RoleArn,
        ["passthroughBehavior"] = "never",
        ["requestParameters"] = new JsonObject { ["integration.request.header.Content-Type"] = "'application/x-amz-json-1.0'" },
        ["requestTemplates"] = new JsonObject { [Json] = MappingTemplates.GetRegionItem(targets.RegionsTableName, region) },
        ["responses"] = new JsonObject
        {
            ["200"] = Response("200", answer),
            ["default"] = Response("503", ServerError($"Region {targets.Region} cannot read its tables.")),
        },
    });

    /// <param name="cacheKey">The request's parameters by which a cached answer is found; empty where none is cached.</param>
    public static JsonNodeExtension Function(string region, string functionArn, params string[] cacheKey)
    {
        var integration = new JsonObject
        {
            ["type"] = "aws_proxy",
            ["httpMethod"] = "POST",
            ["uri"] = $"arn:aws:apigateway:{region}:lambda:path/2015-03-31/functions/{functionArn}/invocations",
            ["passthroughBehavior"] = "never",
        };
        if (cacheKey is not [])
            integration["cacheKeyParameters"] = new JsonArray([.. cacheKey.Select(parameter => (JsonNode)parameter)]);
        return new(integration);
    }

    /// <summary>405 for the methods that a path does not have.</summary>
    public static JsonNodeExtension MethodNotAllowed(string allowed) => new(new JsonObject
    {
        ["type"] = "mock",
        ["passthroughBehavior"] = "never",
        ["requestTemplates"] = new JsonObject { [Json] = """{"statusCode": 405}""" },
        ["responses"] = new JsonObject
        {
            ["default"] = Response("405", ServerError($"This path takes {allowed}."), new JsonObject { ["method.response.header.Allow"] = $"'{allowed}'" }),
        },
    });

    private static JsonObject Response(string status, string template, JsonObject? parameters = null)
    {
        var response = new JsonObject { ["statusCode"] = status, ["responseTemplates"] = new JsonObject { [Json] = template } };
        if (parameters is not null)
            response["responseParameters"] = parameters;
        return response;
    }

    private static string ServerError(string message) => new JsonObject { ["message"] = message, ["errors"] = new JsonArray() }.ToJsonString();
}
