using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Appointments.Local.Gateway.Document;
using Appointments.Local.Velocity;

namespace Appointments.Local.Gateway.Integrations;

/// <summary>Request template, backend, response selection, response template: the integrations <c>aws</c> and <c>mock</c>.</summary>
internal sealed class MappedIntegration(Integration integration, IBackend backend, VelocityEngines velocity) : IIntegration
{
    private readonly ImmutableArray<(Regex Fits, IntegrationResponse Response)> _byStatus =
        [.. integration.Responses.Where(response => response.Pattern != "default").Select(response => (new Regex($"^(?:{response.Pattern})$", RegexOptions.CultureInvariant), response))];

    private readonly IntegrationResponse? _otherwise = integration.Responses.FirstOrDefault(response => response.Pattern == "default");

    public async Task<MethodAnswer> RunAsync(RequestVariables variables, CancellationToken cancel)
    {
        var request = await RequestAsync(variables, cancel);
        var answer = await backend.SendAsync(request, cancel);
        // AWS, "API_CONFIGURATION_ERROR": the answer matches no integration response and there is no default.
        var response = _byStatus.FirstOrDefault(candidate => candidate.Fits.IsMatch($"{answer.Status}")).Response ?? _otherwise
            ?? throw new GatewayFault(FaultKind.Configuration, cause: new ApiImportException($"The backend answered {answer.Status}, for which the integration has neither a response nor a default."));
        return await AnswerAsync(response, answer, variables, cancel);
    }

    private async Task<BackendRequest> RequestAsync(RequestVariables variables, CancellationToken cancel)
    {
        var template = integration.RequestTemplates.Of(variables.Request.Header("Content-Type") ?? "");
        if (template is null && !Passes())
        {
            throw new GatewayFault(FaultKind.UnsupportedMedia);
        }

        var headers = Mapped("integration.request.header.", variables).ToImmutableDictionary(StringComparer.OrdinalIgnoreCase);
        ImmutableArray<KeyValuePair<string, string>> query = [.. Mapped("integration.request.querystring.", variables)];
        if (template is null)
        {
            return new BackendRequest(headers, query, variables.Request.Body);
        }

        try
        {
            var made = await velocity.RenderAsync(template, new VelocityInput(variables.Context, variables.Parameters, variables.Request.Body, variables.StageVariables), cancel);
            return new BackendRequest(headers.SetItems(made.RequestHeaders), query, made.Text);
        }
        catch (MalformedPayloadException e)
        {
            throw new GatewayFault(FaultKind.BadBody, "Could not parse request body into json", cause: e);
        }
    }

    private bool Passes() => integration.Passthrough switch
    {
        Passthrough.WhenNoMatch => true,
        Passthrough.WhenNoTemplates => integration.RequestTemplates.IsEmpty,
        _ => false,
    };

    private IEnumerable<KeyValuePair<string, string>> Mapped(string target, RequestVariables variables) =>
        from parameter in integration.Parameters
        where parameter.Key.StartsWith(target, StringComparison.Ordinal)
        let value = MappingExpressions.Resolve(parameter.Value, variables)
        where value is not null
        select KeyValuePair.Create(parameter.Key[target.Length..], value);

    private async Task<MethodAnswer> AnswerAsync(IntegrationResponse response, BackendAnswer answer, RequestVariables variables, CancellationToken cancel)
    {
        var mapped = response.Parameters
            .Select(header => KeyValuePair.Create(header.Key, MappingExpressions.Resolve(header.Value, variables, answer)!))
            .Where(header => header.Value is not null);
        if (response.Templates.ForAnswer(variables.Request.Header("Accept")) is not var (type, template))
        {
            var passed = answer.Headers.FirstOrDefault(header => header.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)).Value ?? MediaType.Json;
            return new MethodAnswer(response.Status, [KeyValuePair.Create("Content-Type", passed), .. mapped], answer.Body);
        }

        try
        {
            var made = await velocity.RenderAsync(template, new VelocityInput(variables.Context, variables.Parameters, answer.Body, variables.StageVariables), cancel);
            return new MethodAnswer(made.Status ?? response.Status, [KeyValuePair.Create("Content-Type", type), .. mapped.Where(header => !made.ResponseHeaders.ContainsKey(header.Key)), .. made.ResponseHeaders], made.Text);
        }
        catch (MalformedPayloadException e)
        {
            throw new GatewayFault(FaultKind.Configuration, cause: e);
        }
    }
}
