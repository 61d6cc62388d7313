namespace Appointments.Local.Gateway.Integrations;

/// <summary>Answers a routed, admitted and validated request.</summary>
internal interface IIntegration
{
    /// <exception cref="GatewayFault">The request or the answer cannot be mapped, or the backend failed.</exception>
    /// <exception cref="HttpRequestException">The backend cannot be reached.</exception>
    Task<MethodAnswer> RunAsync(RequestVariables variables, CancellationToken cancel);
}
