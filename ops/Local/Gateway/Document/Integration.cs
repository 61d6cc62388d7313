using System.Collections.Immutable;

namespace Appointments.Local.Gateway.Document;

/// <summary><c>x-amazon-apigateway-integration</c>.</summary>
/// <param name="Parameters"><c>integration.request.…</c> to mapping expression.</param>
/// <param name="Timeout"><c>timeoutInMillis</c>; 29 s where the document says nothing.</param>
internal sealed record Integration(
    IntegrationKind Kind,
    string Uri,
    ImmutableDictionary<string, string> Parameters,
    Templates RequestTemplates,
    Passthrough Passthrough,
    ImmutableArray<IntegrationResponse> Responses,
    TimeSpan Timeout);

internal enum IntegrationKind
{
    /// <summary><c>aws</c>: a service, with mapping.</summary>
    Aws,

    /// <summary><c>aws_proxy</c>: a function, as it is.</summary>
    AwsProxy,

    /// <summary><c>mock</c>.</summary>
    Mock,
}

/// <summary>AWS, "Method request behavior for payloads without mapping templates for REST APIs in API Gateway".</summary>
internal enum Passthrough
{
    WhenNoMatch,
    WhenNoTemplates,
    Never,
}

/// <summary>An integration response.</summary>
/// <param name="Pattern">A regular expression on the backend's status; <c>default</c> for the one that takes the rest.</param>
/// <param name="Parameters"><c>method.response.header.…</c> to mapping expression.</param>
internal sealed record IntegrationResponse(string Pattern, int Status, ImmutableDictionary<string, string> Parameters, Templates Templates);
