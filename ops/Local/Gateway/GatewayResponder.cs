using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Appointments.Local.Gateway.Document;

namespace Appointments.Local.Gateway;

/// <summary>Words a fault: the document's gateway response of its type, else its DEFAULT_4XX or DEFAULT_5XX, else API Gateway's own.</summary>
/// <remarks>
/// Bodies are simple substitution, not Velocity (AWS, "Gateway responses for REST APIs in API Gateway"). A status on DEFAULT_4XX or DEFAULT_5XX is every
/// unspecified type's (AWS, "Gateway response types for API Gateway").
/// </remarks>
internal sealed partial class GatewayResponder(ImmutableDictionary<string, GatewayResponse> customised)
{
    private const string Own = """{"message":$context.error.messageString}""";
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public MethodAnswer Answer(GatewayFault fault, RequestVariables variables)
    {
        if (fault.Kind == FaultKind.TooLarge)
        {
            return new MethodAnswer(fault.Status, [KeyValuePair.Create("Content-Type", "text/plain")], fault.Text);
        }

        var response = customised.GetValueOrDefault(fault.Kind.Type) ?? customised.GetValueOrDefault(fault.Status < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX");
        var template = response?.Templates.ForAnswer(variables.Request.Header("Accept")) ?? KeyValuePair.Create(MediaType.Json, Own);
        var error = new Dictionary<string, string>
        {
            ["error.message"] = fault.Text,
            ["error.messageString"] = JsonSerializer.Serialize(fault.Text, Plain),
            ["error.responseType"] = fault.Kind.Type,
            // Its quotation marks come escaped, so that it can stand between quotation marks: seen in answers of real APIs; AWS's pages do not say.
            ["error.validationErrorString"] = JsonSerializer.Serialize(fault.Validation, Plain)[1..^1],
        };
        var headers = (response?.Headers ?? ImmutableDictionary<string, string>.Empty)
            .Select(header => KeyValuePair.Create(header.Key, MappingExpressions.Resolve(header.Value, variables)))
            .Append(KeyValuePair.Create("x-amzn-ErrorType", fault.Kind.ErrorType))
            .Where(header => header.Value is not null);
        return new MethodAnswer(
            response?.Status ?? fault.Status,
            [KeyValuePair.Create("Content-Type", template.Key), .. headers!],
            Substitute(template.Value, variables, error));
    }

    private static string Substitute(string template, RequestVariables variables, Dictionary<string, string> error) => Variable().Replace(template, match =>
    {
        var (source, name) = (match.Groups["source"].Value, match.Groups["name"].Value);
        return (source == "context" && error.TryGetValue(name, out var own) ? own : MappingExpressions.Resolve($"{source}.{name}", variables)) ?? "";
    });

    private const string Name = @"(?<source>context|stageVariables|method\.request\.(?:header|querystring|path))\.(?<name>[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)";

    [GeneratedRegex(@"\$(?:\{" + Name + @"\}|" + Name + ")", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();
}
