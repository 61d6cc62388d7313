using Appointments.Local.Gateway.Document;

namespace Appointments.Local.Gateway.Integrations;

/// <summary>Makes an integration runnable, or says at start why it cannot be.</summary>
internal sealed class IntegrationFactory(GatewayBackends backends, GatewayOptions options, EmulatorClient emulators)
{
    /// <exception cref="ApiImportException">The integration reaches what is not emulated.</exception>
    public IIntegration Make(Integration integration) => integration.Kind switch
    {
        IntegrationKind.Mock => new MappedIntegration(integration, new MockBackend(), options.Velocity),
        IntegrationKind.AwsProxy => new LambdaProxyIntegration(backends.Functions, FunctionArn(integration.Uri)),
        _ => new MappedIntegration(integration, Backend(integration.Uri), options.Velocity),
    };

    // arn:aws:apigateway:{region}:{service}:{path|action}/{rest}
    private IBackend Backend(string uri)
    {
        var (arn, rest) = uri.Split('/', 2) is [var before, var after] ? (before, after) : (uri, "");
        return arn.Split(':') is ["arn", _, "apigateway", var region, var service, var kind] && Own(region, uri)
            ? (service, kind) switch
            {
                ("sqs", "path") => new SqsBackend(emulators, backends.SqsEndpoint, rest),
                ("dynamodb", "action") => new DynamoDbBackend(emulators, backends.DynamoDbEndpoint, rest),
                _ => throw new ApiImportException($"The integration {uri} is not emulated; the local gateway has sqs:path, dynamodb:action and Lambda proxies."),
            }
            : throw new ApiImportException($"The integration's uri is '{uri}'; expected arn:aws:apigateway:REGION:SERVICE:path/... or :action/...");
    }

    private bool Own(string region, string uri) => region == backends.Region ? true
        : throw new ApiImportException($"The integration {uri} reaches region {region}; the API of {backends.Region} is local to its region, as the deployment's is.");

    private string FunctionArn(string uri)
    {
        const string Before = ":lambda:path/2015-03-31/functions/";
        const string After = "/invocations";
        var start = uri.IndexOf(Before, StringComparison.Ordinal);
        return start >= 0 && uri.EndsWith(After, StringComparison.Ordinal) && Own(uri.Split(':')[3], uri)
            ? uri[(start + Before.Length)..^After.Length]
            : throw new ApiImportException($"The integration's uri is '{uri}'; expected arn:aws:apigateway:REGION{Before}FUNCTION_ARN{After}.");
    }
}
