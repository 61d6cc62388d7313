using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Appointments.Plan;

namespace Appointments.Checks.Policies;

/// <summary>A secret is never plain text, in inputs or outputs: the graph, the state and the console would show it.</summary>
public sealed partial class NoPlainSecrets : IPolicy
{
    private const string Kept = "[secret]";

    public string Name => "no-plain-secrets";

    public IEnumerable<Violation> Check(ResourceGraph graph) =>
    [
        .. from key in graph.OfType(AwsTypes.ApiKey)
           where key.Text("value") is not Kept
           select new Violation(Name, key.Name, "its value is plain text", "pass the secret output of the setting apiKey"),
        .. from distribution in graph.OfType(AwsTypes.Distribution)
           from origin in distribution.Inputs["origins"]?.AsArray() ?? []
           from header in origin!["customHeaders"]?.AsArray() ?? []
           where header!["value"]?.ToString() is not Kept
           select new Violation(Name, distribution.Name, $"the origin header {header["name"]} is plain text", "pass its value as a secret output"),
        .. from resource in graph.Resources
           from place in Texts(resource.Inputs, "inputs").Concat(Texts(resource.Outputs, "outputs"))
           where place.Text is not Kept && (SecretName().IsMatch(place.Path) && place.Text is not "" || SecretShape().IsMatch(place.Text))
           select new Violation(Name, resource.Name, $"{place.Path} looks like a secret in plain text", "pass it as a secret output, or keep it in Secrets Manager and name its ARN"),
    ];

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

    /// <summary>An AWS access key's id, or a private key. Source: AWS, "IAM identifiers", unique identifiers.</summary>
    [GeneratedRegex("(AKIA|ASIA)[A-Z0-9]{16}|-----BEGIN [A-Z ]*PRIVATE KEY-----")]
    private static partial Regex SecretShape();
}
