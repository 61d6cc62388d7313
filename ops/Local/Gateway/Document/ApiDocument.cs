using System.Collections.Immutable;

namespace Appointments.Local.Gateway.Document;

/// <summary>An imported API: what API Gateway keeps of an OpenAPI 3 document.</summary>
/// <param name="GatewayResponses">By type, such as <c>BAD_REQUEST_BODY</c>.</param>
internal sealed record ApiDocument(ImmutableArray<ApiResource> Resources, ImmutableDictionary<string, GatewayResponse> GatewayResponses)
{
    /// <summary>Every mapping template in it.</summary>
    public IEnumerable<string> Templates =>
        from resource in Resources
        from method in resource.Methods.Values
        from template in method.Integration.RequestTemplates.Values.Concat(method.Integration.Responses.SelectMany(response => response.Templates.Values))
        select template;
}

/// <summary>A path.</summary>
/// <param name="Path">As the document writes it: <c>$context.resourcePath</c>.</param>
/// <param name="Methods">By HTTP method; <see cref="AnyMethod"/> for <c>x-amazon-apigateway-any-method</c>.</param>
internal sealed record ApiResource(string Id, string Path, ImmutableDictionary<string, ApiMethod> Methods)
{
    public const string AnyMethod = "ANY";

    public ImmutableArray<string> Segments { get; } = [.. Path.Split('/', StringSplitOptions.RemoveEmptyEntries)];
}

/// <summary>A method of a path.</summary>
/// <param name="NeedsKey">Whether its <c>security</c> names a scheme of type <c>apiKey</c> in the header <c>x-api-key</c>.</param>
/// <param name="RequiredParameters">What the validator demands; empty where it does not validate parameters.</param>
/// <param name="Models">JSON schema by content type; empty where the validator does not validate bodies.</param>
internal sealed record ApiMethod(
    bool NeedsKey,
    ImmutableArray<RequiredParameter> RequiredParameters,
    ImmutableDictionary<string, string> Models,
    Integration Integration);

/// <param name="In"><c>path</c>, <c>query</c> or <c>header</c>.</param>
internal sealed record RequiredParameter(string Name, string In);

/// <summary>A gateway response as the document customises it.</summary>
/// <param name="Status">Null: the type's own.</param>
/// <param name="Headers">Header name to mapping expression.</param>
/// <param name="Templates">By content type, in the document's order.</param>
internal sealed record GatewayResponse(int? Status, ImmutableDictionary<string, string> Headers, Templates Templates);
