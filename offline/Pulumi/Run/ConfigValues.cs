using System.Collections.Immutable;
using System.Text.Json;

namespace Pulumi;

/// <summary>The stack's settings, read once when a run starts.</summary>
internal sealed class ConfigValues
{
    private readonly ImmutableDictionary<string, string> _values;

    private ConfigValues(ImmutableDictionary<string, string> values) => _values = values;

    /// <summary>Reads <c>PULUMI_CONFIG</c>, a JSON map of <c>project:key</c> to text. Which keys are secret (<c>PULUMI_CONFIG_SECRET_KEYS</c>) changes no value.</summary>
    public static ConfigValues FromEnvironment()
    {
        if (Environment.GetEnvironmentVariable("PULUMI_CONFIG") is not { } json)
        {
            return new(ImmutableDictionary<string, string>.Empty);
        }

        using var document = JsonDocument.Parse(json);
        return new(document.RootElement.EnumerateObject().ToImmutableDictionary(entry => Short(entry.Name), entry => entry.Value.ToString()));
    }

    public string? Find(string key) => _values.GetValueOrDefault(key);

    // "project:config:key" is the older spelling of "project:key".
    private static string Short(string key) => key.Split(':', 3) is [var project, "config", var name] ? $"{project}:{name}" : key;
}
