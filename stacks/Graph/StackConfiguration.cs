using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Appointments.Plan;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Appointments.Graph;

/// <summary>The settings of one stack as Pulumi would hand them to the program: <c>Pulumi.yaml</c>'s defaults under <c>Pulumi.&lt;stack&gt;.yaml</c>, and what a command line sets on top.</summary>
/// <param name="Values">Key without prefix to text; structured values as JSON.</param>
public sealed record StackConfiguration(string Project, string Stack, ImmutableDictionary<string, string> Values)
{
    /// <summary>A value that stands for a secret which is not set, or which only Pulumi can read: marked, so that nobody takes it for one.</summary>
    public const string SecretPlaceholder = "placeholder-not-a-secret-0000";

    /// <summary>The same for a second one, valid beside the first.</summary>
    private const string SecondPlaceholder = "placeholder-not-a-secret-0002";

    /// <summary>What a local run takes for the key of drills where none is set, or where it is encrypted.</summary>
    public const string DrillKeyPlaceholder = "placeholder-not-a-secret-drill";

    /// <summary>The same with a key of drills, so that one can drill on a local run without setting anything.</summary>
    public StackConfiguration WithDrillKey() =>
        Values.GetValueOrDefault(Settings.DrillApiKey.Key) is { Length: > 0 } ? this : this with { Values = Values.SetItem(Settings.DrillApiKey.Key, DrillKeyPlaceholder) };

    public string? Get(string key) => Values.GetValueOrDefault(key);

    /// <exception cref="SettingsException">Some settings are wrong; the message names every one and what mends it in this stack.</exception>
    public DeploymentSettings ToSettings() => DeploymentSettings.Parse(Stack, Get);

    /// <summary>Secrets as they are known here, each replaced by <c>[secret]</c> in the graph.</summary>
    public IEnumerable<string> Secrets => Settings.All.Where(setting => setting.IsSecret).Select(setting => Values[setting.Key]).Where(secret => secret is not "");

    /// <param name="root">The folder with Pulumi.yaml.</param>
    /// <param name="overrides">Each <c>KEY=VALUE</c>; structured values in YAML's or JSON's flow form.</param>
    /// <exception cref="ConfigurationException">A file or key is missing or cannot be read; the message says which and what to do.</exception>
    /// <exception cref="SettingsException">A secret stands in the stack's file in plain text.</exception>
    public static StackConfiguration Read(string root, string stack, IEnumerable<string> overrides)
    {
        var project = Load(Path.Combine(root, "Pulumi.yaml"), "run this from a clone of the repository");
        var file = Load(Path.Combine(root, $"Pulumi.{stack}.yaml"), $"choose a stack that has a file: {string.Join(", ", Stacks(root))}");
        var values = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var (key, declaration) in Entries(project, "config"))
            if (declaration is YamlMappingNode mapping && mapping.Children.TryGetValue("default", out var standard))
                values[key] = Text(standard);
        var said = Once(Entries(file, "config"), stack);
        PlainSecrets.Refuse(stack, setting => said.GetValueOrDefault(setting.Key) is { } value && !IsEncrypted(value) && Text(value) is not "");
        foreach (var (key, value) in said)
            values[key] = IsEncrypted(value) ? Placeholder(key, stack) : Text(value);
        foreach (var (key, value) in overrides.Select(Override))
            values[key] = value;
        var stoodFor = Settings.All.Where(setting => setting.StandsFor is not null && said.ContainsKey(setting.Key) && values[setting.Key] is not "").Select(setting => setting.StandsFor).ToHashSet();
        foreach (var secret in Settings.All.Where(setting => setting is { IsSecret: true, Default: null } && values.GetValueOrDefault(setting.Key) is null or "" && !stoodFor.Contains(setting)))
            values[secret.Key] = SecretPlaceholder;
        return new StackConfiguration(((YamlScalarNode)project.Children["name"]).Value!, stack, values.ToImmutable());
    }

    /// <exception cref="ConfigurationException">A key is there with its prefix and without.</exception>
    private static ImmutableDictionary<string, YamlNode> Once(IEnumerable<(string Key, YamlNode Value)> entries, string stack)
    {
        var said = ImmutableDictionary.CreateBuilder<string, YamlNode>();
        foreach (var (key, value) in entries)
            if (!said.TryAdd(key, value))
                throw new ConfigurationException($"{key} stands in Pulumi.{stack}.yaml twice, as {key} and as {Setting.Namespace}:{key}, which are the same: expected one of them. Take the other out.");
        return said.ToImmutable();
    }

    /// <summary>The stacks that have a file.</summary>
    public static IEnumerable<string> Stacks(string root) =>
        Directory.EnumerateFiles(root, "Pulumi.*.yaml").Select(file => Path.GetFileName(file)["Pulumi.".Length..^".yaml".Length]).Order();

    /// <summary>As <c>pulumi config set --secret</c> writes it.</summary>
    private static bool IsEncrypted(YamlNode value) => value is YamlMappingNode { Children.Count: 1 } mapping && mapping.Children.ContainsKey("secure");

    /// <exception cref="ConfigurationException">It is no secret, so nothing may stand for it.</exception>
    private static string Placeholder(string key, string stack) => Settings.All.SingleOrDefault(setting => setting.Key == key) switch
    {
        { IsSecret: true } setting when setting == Settings.DrillApiKey => DrillKeyPlaceholder,
        { IsSecret: true, StandsFor: not null } => SecondPlaceholder,
        { IsSecret: true } => SecretPlaceholder,
        _ => throw new ConfigurationException($"{Setting.Namespace}:{key} is encrypted in Pulumi.{stack}.yaml, where only Pulumi can read it, and it is no secret. Say it in plain text: pulumi config set --plaintext {Setting.Namespace}:{key} VALUE --stack {stack}"),
    };

    private static (string Key, string Value) Override(string assignment)
    {
        var parts = assignment.Split('=', 2);
        if (parts.Length < 2 || Unprefixed(parts[0]) is not { } key || Settings.All.All(setting => setting.Key != key))
            throw new ConfigurationException($"--set {assignment} sets nothing: expected KEY=VALUE with one of {string.Join(", ", Settings.All.Select(setting => setting.Key))}.");
        if (parts[1].TrimStart() is not ['[' or '{', ..])
            return (key, parts[1]);
        try
        {
            return (key, Text(Parse(new StringReader(parts[1]))!));
        }
        catch (YamlException problem)
        {
            throw new ConfigurationException($"--set {assignment} cannot be read as YAML: {problem.Message}");
        }
    }

    private static YamlMappingNode Load(string path, string remedy)
    {
        if (!File.Exists(path))
            throw new ConfigurationException($"{Path.GetFileName(path)} is not in {Path.GetDirectoryName(path)}: {remedy}.");
        try
        {
            using var text = new StreamReader(path);
            return Parse(text) as YamlMappingNode ?? throw new ConfigurationException($"{path} is not a YAML mapping.");
        }
        catch (YamlException problem)
        {
            throw new ConfigurationException($"{path} cannot be read as YAML: {problem.Message}");
        }
    }

    private static YamlNode? Parse(TextReader text)
    {
        var yaml = new YamlStream();
        yaml.Load(text);
        return yaml.Documents is [var first, ..] ? first.RootNode : null;
    }

    private static IEnumerable<(string Key, YamlNode Value)> Entries(YamlMappingNode file, string section) =>
        file.Children.TryGetValue(section, out var node) && node is YamlMappingNode entries
            ? entries.Children.Select(entry => (Unprefixed(((YamlScalarNode)entry.Key).Value!), entry.Value))
                .Where(entry => entry.Item1 is not null).Select(entry => (entry.Item1!, entry.Value))
            : [];

    /// <returns>The key without our prefix; null for a key of another namespace, such as <c>aws:region</c>.</returns>
    private static string? Unprefixed(string key) =>
        key.StartsWith($"{Setting.Namespace}:") ? key[(Setting.Namespace.Length + 1)..] : key.Contains(':') ? null : key;

    private static string Text(YamlNode node) => node is YamlScalarNode scalar ? scalar.Value ?? "" : Json(node)!.ToJsonString();

    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlSequenceNode sequence => new JsonArray([.. sequence.Select(Json)]),
        YamlMappingNode mapping => new JsonObject(mapping.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, Json(pair.Value)))),
        YamlScalarNode scalar => scalar.Value,
        _ => throw new ConfigurationException($"A YAML alias stands in the settings ({node}): write the value out."),
    };
}
