using System.Text;
using Appointments.Local.Lambda;

namespace Appointments.Local.Gateway.Integrations;

/// <summary>
/// <c>aws_proxy</c>: the whole request to a function, its answer to the client (AWS, "Lambda proxy integrations in API Gateway").
/// </summary>
internal sealed class LambdaProxyIntegration(IFunctionInvoker functions, string functionArn) : IIntegration
{
    // What Lambda's Invoke refuses; the function did not run.
    private const string Throttled = "TooManyRequestsException";

    public async Task<MethodAnswer> RunAsync(RequestVariables variables, CancellationToken cancel)
    {
        var answer = await functions.InvokeAsync(functionArn, Encoding.UTF8.GetBytes(ProxyEvent.Of(variables).ToJsonString()), cancel);
        if (answer.Failed)
        {
            // AWS, "Handling Lambda errors with an API Gateway API": 500 where Lambda refused the invocation, 502 where the function failed.
            throw answer.ErrorType!.EndsWith(Throttled, StringComparison.Ordinal)
                ? new GatewayFault(FaultKind.BadGateway, status: 500)
                : new GatewayFault(FaultKind.BadGateway);
        }

        return ProxyAnswer.Read(answer.Payload);
    }
}
