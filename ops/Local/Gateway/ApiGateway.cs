using Appointments.Local.Gateway.Document;
using Appointments.Local.Gateway.Integrations;
using Appointments.Local.Gateway.Validation;
using Appointments.Local.Topology;

namespace Appointments.Local.Gateway;

/// <summary>One region's REST API, served from its imported document on 127.0.0.1, behaving as API Gateway does and no more (docs/fidelity.md).</summary>
public sealed class ApiGateway : IAsyncDisposable
{
    private readonly ReopenableServer _server;
    private readonly EmulatorClient _emulators;

    private ApiGateway(ReopenableServer server, EmulatorClient emulators)
    {
        _server = server;
        _emulators = emulators;
    }

    /// <summary>Scheme, address and port; the API is under <c>/{stage}</c>.</summary>
    public Uri Url => _server.Url;

    /// <summary>Imports the document, parses its schemas and templates, and listens.</summary>
    /// <exception cref="ApiImportException">The document holds what API Gateway, or this gateway, does not serve; nothing listens.</exception>
    /// <exception cref="Velocity.VelocityTemplateException">A mapping template does not parse; nothing listens.</exception>
    public static async Task<ApiGateway> StartAsync(ApiSpec api, GatewayBackends backends, GatewayOptions options, CancellationToken cancel)
    {
        var document = ApiImport.Read(api.Document);
        await options.Velocity.ParseAsync(document.Templates, cancel);
        var emulators = new EmulatorClient(backends, options.Clock);
        try
        {
            var endpoint = await EndpointAsync(api, document, backends, options, emulators, cancel);
            return new ApiGateway(await ReopenableServer.StartAsync($"the API of {backends.Region}", options.Port, endpoint.HandleAsync, cancel), emulators);
        }
        catch
        {
            emulators.Dispose();
            throw;
        }
    }

    /// <summary>From now on connections are refused, and those that there are have been cut off.</summary>
    public Task RefuseAsync() => _server.CloseAsync();

    /// <summary>Listens again, at the same address.</summary>
    public Task AnswerAgainAsync(CancellationToken cancel) => _server.OpenAsync(cancel);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _emulators.Dispose();
    }

    private static async Task<GatewayEndpoint> EndpointAsync(ApiSpec api, ApiDocument document, GatewayBackends backends, GatewayOptions options, EmulatorClient emulators, CancellationToken cancel)
    {
        var factory = new IntegrationFactory(backends, options, emulators);
        var pipeline = new RequestPipeline(
            new ResourceRouter(api.StageName, document.Resources),
            new UsageMeter(api, options.Clock),
            await RequestValidator.CompileAsync(document, cancel),
            document.Resources.SelectMany(resource => resource.Methods.Values).ToDictionary(method => method, method => factory.Make(method.Integration)),
            options.Clock);
        return new GatewayEndpoint(new ApiIdentity(backends.AccountId, api.Id, api.StageName), pipeline, new GatewayResponder(document.GatewayResponses), options);
    }
}
