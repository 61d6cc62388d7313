using System.Text.Json;
using System.Text.Json.Nodes;
using Appointments.Local.Gateway.Document;

namespace Appointments.Local.Gateway.Integrations;

/// <summary>No backend: the request template says the status (AWS, "Mock integrations for REST APIs in API Gateway").</summary>
internal sealed class MockBackend : IBackend
{
    public Task<BackendAnswer> SendAsync(BackendRequest request, CancellationToken cancel) => Task.FromResult(new BackendAnswer(Status(request.Body), [], ""));

    // Without a template that says the status, API Gateway has nothing to select a response by and answers 500.
    private static int Status(string body)
    {
        try
        {
            return IntegrationImport.Number(JsonNode.Parse(body)!["statusCode"]!);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException or FormatException)
        {
            throw new GatewayFault(FaultKind.Configuration, cause: e);
        }
    }
}
