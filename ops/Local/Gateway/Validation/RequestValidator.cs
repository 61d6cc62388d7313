using System.Collections.Immutable;
using Appointments.Local.Gateway.Document;

namespace Appointments.Local.Gateway.Validation;

/// <summary>Checks a request before its integration (AWS, "Request validation for REST APIs in API Gateway").</summary>
internal sealed class RequestValidator
{
    private readonly ImmutableDictionary<string, RequestModel> _models;

    private RequestValidator(ImmutableDictionary<string, RequestModel> models) => _models = models;

    public static async Task<RequestValidator> CompileAsync(ApiDocument document, CancellationToken cancel)
    {
        var models = ImmutableDictionary.CreateBuilder<string, RequestModel>();
        foreach (var schema in document.Resources.SelectMany(resource => resource.Methods.Values).SelectMany(method => method.Models.Values).Distinct())
        {
            models[schema] = await RequestModel.CompileAsync(schema, cancel);
        }

        return new RequestValidator(models.ToImmutable());
    }

    /// <exception cref="GatewayFault">A required parameter is missing or blank, or the body is not of its model.</exception>
    public void Check(RequestVariables variables)
    {
        var method = variables.Route!.Method;
        var missing = method.RequiredParameters.Where(parameter => string.IsNullOrWhiteSpace(Value(variables, parameter))).Select(parameter => parameter.Name).ToArray();
        if (missing.Length > 0)
        {
            throw new GatewayFault(FaultKind.BadParameters, $"Missing required request parameters: [{string.Join(", ", missing)}]");
        }

        // No model of this content type: nothing to check; whether it may pass is the integration's passthroughBehavior (same page, note).
        if (method.Models.TryGetValue(MediaType.Of(variables.Request.Header("Content-Type")), out var schema))
        {
            _models[schema].Check(variables.Request.Body);
        }
    }

    private static string? Value(RequestVariables variables, RequiredParameter parameter) => parameter.In switch
    {
        "header" => variables.Request.Header(parameter.Name),
        "query" => variables.Request.Query.LastOrDefault(pair => pair.Key == parameter.Name).Value,
        _ => variables.Route!.PathParameters.FirstOrDefault(pair => pair.Key == parameter.Name).Value,
    };
}
