using Appointments.Local.Gateway.Document;
using Appointments.Local.Gateway.Integrations;
using Appointments.Local.Gateway.Validation;
using Appointments.Local.Velocity;

namespace Appointments.Local.Gateway;

/// <summary>The order in which API Gateway treats a request: route, key, usage plan, validator, integration.</summary>
internal sealed class RequestPipeline(
    ResourceRouter router,
    UsageMeter meter,
    RequestValidator validator,
    IReadOnlyDictionary<ApiMethod, IIntegration> integrations,
    TimeProvider clock)
{
    /// <exception cref="GatewayFault">The request ends with a gateway response.</exception>
    public async Task<MethodAnswer> RunAsync(RequestVariables arrived, CancellationToken cancel)
    {
        var variables = arrived.Routed(router.Find(arrived.Request.Method, arrived.Request.Path));
        var method = variables.Route!.Method;
        if (method.NeedsKey)
        {
            var key = meter.Admit(variables.Request.Header("x-api-key"));
            variables.Identify(key.Id, key.Value);
        }

        validator.Check(variables);
        return await IntegrateAsync(method, variables, cancel);
    }

    private async Task<MethodAnswer> IntegrateAsync(ApiMethod method, RequestVariables variables, CancellationToken cancel)
    {
        using var deadline = new CancellationTokenSource(method.Integration.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancel);
        try
        {
            // Not every backend heeds its token (a function may not): the client is answered in time all the same.
            return await integrations[method].RunAsync(variables, either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw new GatewayFault(FaultKind.IntegrationTimeout, cause: e);
        }
        catch (HttpRequestException e)
        {
            throw new GatewayFault(FaultKind.IntegrationFailure, cause: e);
        }
        catch (VelocityTemplateException e)
        {
            throw new GatewayFault(FaultKind.Configuration, cause: e);
        }
    }
}
