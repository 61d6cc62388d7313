using Appointments.Plan;
using Microsoft.OpenApi;

namespace Appointments.Deploy.Api;

/// <summary>The paths of the API: each with its methods, models and integration, and 405 for every other method.</summary>
internal sealed class Routes(OpenApiDocument document, ApiTargets targets)
{
    private const string ApiKeyHeader = "x-api-key";

    private static readonly string[] Filters = ["country", "status", "limit", "cursor"];

    /// <summary>What makes two requests for a list the same: one filter that is left out, and one clinic gets another's page.</summary>
    private static readonly string[] ListCacheKey = [.. Filters.Select(name => $"method.request.querystring.{name}"), $"method.request.header.{ApiKeyHeader}"];

    public void AddAll()
    {
        foreach (var target in targets.Countries)
            Add($"/{target.Country.Path}", HttpMethod.Post, WithBody(ApiModels.Registration(target.Country), new OpenApiOperation
            {
                OperationId = $"register{target.Country.Code}",
                Summary = $"Registers an appointment in {target.Country.Name}.",
                Responses = Responses("202", "Accepted", ApiModels.Accepted),
            }), Integrations.Registration(targets, target));
        Add(ApiPaths.ChangeStatus, HttpMethod.Post, WithBody(ApiModels.Change, new OpenApiOperation
        {
            OperationId = "changeStatus",
            Summary = "Changes an appointment's status.",
            Responses = Responses("200", "The appointment", ApiModels.Appointment),
        }), Integrations.Function(targets.Region, targets.ChangeStatusArn));
        Add(ApiPaths.Appointments, HttpMethod.Get, new OpenApiOperation
        {
            OperationId = "listAppointments",
            Summary = "Lists appointments by country and status, grouped by status, oldest change first.",
            Parameters = [.. Filters.Select(Query), .. targets.CachesLists ? [Header(ApiKeyHeader)] : Array.Empty<OpenApiParameter>()],
            Responses = Responses("200", "A page", ApiModels.Page),
        }, Integrations.Function(targets.Region, targets.ListAppointmentsArn, targets.CachesLists ? ListCacheKey : []));
        Add(ApiPaths.Appointment, HttpMethod.Get, new OpenApiOperation
        {
            OperationId = "getAppointment",
            Summary = "Shows one appointment with its ledger.",
            Responses = Responses("200", "The appointment", ApiModels.Appointment),
        }, Integrations.Function(targets.Region, targets.ListAppointmentsArn), PathParameter("appointmentId"));
        AddForHealthChecks();
    }

    /// <summary>What Route 53's health checkers ask, which have no key: whether this region serves, and whether the watched one is drained.</summary>
    private void AddForHealthChecks()
    {
        Add(ApiPaths.Health, HttpMethod.Get, new OpenApiOperation
        {
            OperationId = "health",
            Summary = "Whether this region is in service: 200, or 503.",
            Responses = new OpenApiResponses { ["200"] = new OpenApiResponse { Description = "In service" }, ["503"] = new OpenApiResponse { Description = "Drained, or without its tables" } },
        }, Integrations.Health(targets), needsKey: false);
        Add(ApiPaths.Drained(targets.WatchedRegion), HttpMethod.Get, new OpenApiOperation
        {
            OperationId = "drained",
            Summary = $"Whether {targets.WatchedRegion} is drained, as this region knows: 200, or 404.",
            Responses = new OpenApiResponses
            {
                ["200"] = new OpenApiResponse { Description = "Drained" }, ["404"] = new OpenApiResponse { Description = "Not drained" }, ["503"] = new OpenApiResponse { Description = "Without its tables" },
            },
        }, Integrations.Drained(targets), needsKey: false);
    }

    private void Add(string path, HttpMethod method, OpenApiOperation operation, JsonNodeExtension integration, OpenApiParameter? parameter = null, bool needsKey = true)
    {
        operation.Extensions = Extend(operation.Extensions, "x-amazon-apigateway-integration", integration);
        var any = new OpenApiOperation
        {
            Responses = new OpenApiResponses
            {
                ["405"] = new OpenApiResponse
                {
                    Description = "Method not allowed",
                    Headers = new Dictionary<string, IOpenApiHeader> { ["Allow"] = new OpenApiHeader { Schema = new OpenApiSchema { Type = JsonSchemaType.String } } },
                },
            },
            Extensions = Extend(null, "x-amazon-apigateway-integration", Integrations.MethodNotAllowed(method.Method)),
        };
        foreach (var each in new[] { operation, any })
        {
            each.Security = needsKey ? [ApiModels.ApiKey(document)] : null;
            if (parameter is not null)
                each.Parameters = [parameter];
        }
        document.Paths.Add(path, new OpenApiPathItem
        {
            Operations = new Dictionary<HttpMethod, OpenApiOperation> { [method] = operation },
            Extensions = Extend(null, "x-amazon-apigateway-any-method", new AnyMethod(any)),
        });
    }

    private OpenApiOperation WithBody(string model, OpenApiOperation operation)
    {
        operation.RequestBody = new OpenApiRequestBody { Required = true, Content = JsonContent(model) };
        operation.Extensions = Extend(operation.Extensions, "x-amazon-apigateway-request-validator", RequestValidator.Body);
        return operation;
    }

    private OpenApiResponses Responses(string status, string description, string model) =>
        new() { [status] = new OpenApiResponse { Description = description, Content = JsonContent(model) } };

    private Dictionary<string, IOpenApiMediaType> JsonContent(string model) =>
        new() { ["application/json"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(model, document) } };

    private static OpenApiParameter Query(string name) => new() { Name = name, In = ParameterLocation.Query, Required = false, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

    private static OpenApiParameter Header(string name) => new() { Name = name, In = ParameterLocation.Header, Required = false, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

    private static OpenApiParameter PathParameter(string name) => new() { Name = name, In = ParameterLocation.Path, Required = true, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

    private static Dictionary<string, IOpenApiExtension> Extend(IDictionary<string, IOpenApiExtension>? extensions, string name, IOpenApiExtension value) =>
        new(extensions ?? new Dictionary<string, IOpenApiExtension>()) { [name] = value };

    /// <summary>An operation as an extension: OpenAPI has no "any method", API Gateway has.</summary>
    private sealed class AnyMethod(OpenApiOperation operation) : IOpenApiExtension
    {
        public void Write(IOpenApiWriter writer, OpenApiSpecVersion specVersion) => operation.SerializeAsV3(writer);
    }
}
