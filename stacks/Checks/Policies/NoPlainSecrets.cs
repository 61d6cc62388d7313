using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Appointments.Plan;

namespace Appointments.Checks.Policies;

/// <summary>A secret is never plain text, in inputs, outputs or what the stack puts out: the graph, the state and the console would show it. And it goes only where AWS needs it.</summary>
/// <remarks>
/// Mocks see values without Pulumi's mark of a secret, and the graph masks a secret's text wherever it stands: whether the state encrypts it, no graph can prove. Hence the list of
/// places, and BannedSymbols.Deploy.txt, which refuses what takes the mark off. A secret that an <c>Apply</c> changed (encoded, cut) is neither masked nor seen here.
/// </remarks>
public sealed partial class NoPlainSecrets : IPolicy
{
    /// <summary>What the graph shows in a secret's place.</summary>
    internal const string Masked = "[secret]";

    public string Name => "no-plain-secrets";

    public IEnumerable<Violation> Check(ResourceGraph graph) =>
    [
        .. from key in graph.OfType(AwsTypes.ApiKey)
           where key.Text("value") is not Masked
           select new Violation(Name, key.Name, "its value is plain text", "pass the secret output of the setting apiKey"),
        .. from header in graph.OriginHeaders()
           where header.Value is not Masked
           select new Violation(Name, header.Distribution.Name, $"the origin header {header.Name} is plain text", "pass its value as a secret output"),
        .. from logging in graph.OfType(AwsTypes.WebAclLogging)
           let redacted = (logging.Inputs["redactedFields"]?.AsArray() ?? []).Select(field => field!["singleHeader"]?["name"]?.ToString()).ToHashSet(StringComparer.OrdinalIgnoreCase)
           from header in graph.OriginHeaders().Select(sent => sent.Name).Append(KeyHeader).Where(header => !redacted.Contains(header))
           select new Violation(Name, logging.Name, $"writes {header} of each request that it tells of into a log", "add it to RedactedFields"),
        .. from place in Places(graph)
           where place.Text is not Masked && (SecretName().IsMatch(place.Path) && place.Text is not "" || SecretShape().IsMatch(place.Text))
           select new Violation(Name, place.Resource, $"{place.Path} looks like a secret in plain text", "pass it as a secret output, or keep it in Secrets Manager and name its ARN"),
        .. from place in Places(graph)
           where place.Text.Contains(Masked) && !MayHold(place.Type, place.Path)
           select new Violation(Name, place.Resource, $"{place.Path} holds a secret that has no business there", "take it out; where AWS needs it there, add the place to NoPlainSecrets"),
    ];

    private static IEnumerable<(string Type, string Resource, string Path, string Text)> Places(ResourceGraph graph) =>
    [
        .. from resource in graph.Resources
           from place in Texts(resource.Inputs, "inputs").Concat(Texts(resource.Outputs, "outputs"))
           select (resource.Type, resource.Name, place.Path, place.Text),
        .. Texts(graph.Outputs, "outputs").Select(place => (StackType, graph.Stack, place.Path, place.Text)),
    ];

    private const string StackType = "pulumi:pulumi:Stack";

    /// <summary>Where API Gateway looks for a key. Source: AWS, "Choose an API key source in API Gateway".</summary>
    private const string KeyHeader = "x-api-key";

    /// <summary>Where AWS itself needs the secret: the key, what the edge sends, what a region's firewall compares with.</summary>
    private static bool MayHold(string type, string path) => type switch
    {
        AwsTypes.ApiKey => path is "inputs.value" or "outputs.value",
        AwsTypes.Distribution => SentHeader().IsMatch(path),
        AwsTypes.WebAcl => path is "inputs.ruleJson" or "outputs.ruleJson",
        _ => false,
    };

    private static IEnumerable<(string Path, string Text)> Texts(JsonNode? node, string path) => node switch
    {
        JsonObject fields => fields.SelectMany(field => Texts(field.Value, $"{path}.{field.Key}")),
        JsonArray items => items.SelectMany((item, index) => Texts(item, $"{path}[{index}]")),
        JsonValue value when value.TryGetValue(out string? text) => [(path, text)],
        _ => [],
    };

    /// <summary>The last name of a path says that a secret stands there; what ends in Arn or Id only points to one.</summary>
    [GeneratedRegex(@"\.[^.\[\]]*(password|secret|secret_?key|private_?key|access_?key|api_?key|auth_?token)$", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    [GeneratedRegex(@"^(inputs|outputs)\.origins\[\d+\]\.customHeaders\[\d+\]\.value$")]
    private static partial Regex SentHeader();

    /// <summary>An AWS access key's id, or a private key. Source: AWS, "IAM identifiers", unique identifiers.</summary>
    [GeneratedRegex("(AKIA|ASIA)[A-Z0-9]{16}|-----BEGIN [A-Z ]*PRIVATE KEY-----")]
    private static partial Regex SecretShape();
}
