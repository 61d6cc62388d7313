using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Appointments.Drills.Experiments;

/// <summary>Reads a drill's file and checks all of it before anything is run.</summary>
/// <param name="settings">What replaces or joins the file's configuration: the regions of the deployment, and what the command line sets.</param>
/// <param name="problemOf">What the command line says against a command's words; null: it would run them.</param>
public sealed partial class ExperimentReader(ImmutableDictionary<string, string> settings, Func<ImmutableArray<string>, string?> problemOf)
{
    private readonly List<string> problems = [];
    private JsonReading read = null!;
    private ImmutableSortedDictionary<string, string> configuration = ImmutableSortedDictionary<string, string>.Empty;

    /// <param name="file">Its path, for messages and for the drill's name.</param>
    /// <exception cref="ExperimentException">Something is wrong; the message names everything that is.</exception>
    public Experiment Read(string file, string text)
    {
        problems.Clear();
        read = new JsonReading(problems);
        JsonObject root;
        try { root = JsonNode.Parse(text) as JsonObject ?? throw new ExperimentException(file, ["$: expected a JSON object"]); }
        catch (JsonException problem) { throw new ExperimentException(file, [$"line {problem.LineNumber + 1}: {problem.Message}"]); }
        var experiment = ReadRoot(Path.GetFileNameWithoutExtension(file), root);
        return problems is [] ? experiment : throw new ExperimentException(file, [.. problems]);
    }

    private Experiment ReadRoot(string name, JsonObject root)
    {
        read.Members(root, "$", "version", "title", "description", "tags", "configuration", "steady-state-hypothesis", "method", "rollbacks", "runtime", "extensions");
        configuration = ReadConfiguration(root);
        var hypothesis = read.Object(root, "steady-state-hypothesis", "$");
        read.Members(hypothesis, "$.steady-state-hypothesis", "title", "probes");
        var probes = Activities(hypothesis, "probes", "$.steady-state-hypothesis", 1, place =>
        {
            if (place.Activity is { Kind: not ActivityKind.Probe } or { Tolerance: null })
                read.Problem(place.Place, "a hypothesis is made of probes with a tolerance each");
        });
        var method = Activities(root, "method", "$", 1, _ => { });
        var rollbacks = root["rollbacks"] is null ? [] : Activities(root, "rollbacks", "$", 0, place =>
        {
            if (place.Activity.Kind is not ActivityKind.Action)
                read.Problem(place.Place, "rollbacks are actions");
        });
        foreach (var twice in probes.Concat(method).Concat(rollbacks).GroupBy(activity => activity.Name).Where(group => group.Key is not "" && group.Count() > 1))
            read.Problem("$", $"{twice.Count()} activities are called {twice.Key}: the journal would not tell them apart");
        return new Experiment(name, read.Text(root, "title", "$"), read.Text(root, "description", "$"), root["tags"] is null ? [] : read.Texts(root, "tags", "$"),
            configuration, read.Text(hypothesis, "title", "$.steady-state-hypothesis"), probes, method, rollbacks, Strategy(root), Terms(root, method), root);
    }

    private ImmutableSortedDictionary<string, string> ReadConfiguration(JsonObject root)
    {
        var found = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in root["configuration"] is null ? [] : read.Object(root, "configuration", "$"))
            if (value?.GetValueKind() is JsonValueKind.String or JsonValueKind.Number)
                found[key] = value.ToString();
            else
                read.Problem($"$.configuration.{key}", "expected a text or a number");
        foreach (var (key, value) in settings)
            found[key] = value;
        return found.ToImmutable();
    }

    private ImmutableArray<Activity> Activities(JsonObject node, string name, string place, int atLeast, Action<(Activity Activity, string Place)> check) =>
        [.. read.Objects(node, name, place, atLeast).Select(each =>
        {
            var activity = ReadActivity(each.Node, each.Place);
            check((activity, each.Place));
            return activity;
        })];

    private Activity ReadActivity(JsonObject node, string place)
    {
        read.Members(node, place, "type", "name", "provider", "tolerance", "pauses");
        var type = read.Text(node, "type", place);
        if (type is not ("probe" or "action" or ""))
            read.Problem($"{place}.type", $"{type} is none; expected probe or action");
        var tolerance = node["tolerance"] is { } allowed ? new ToleranceReader(read).Read(allowed, $"{place}.tolerance") : null;
        var (before, after) = Pauses(node, place);
        return new Activity(type is "action" ? ActivityKind.Action : ActivityKind.Probe, read.Text(node, "name", place), Arguments(node, place), tolerance, before, after, node);
    }

    private (TimeSpan Before, TimeSpan After) Pauses(JsonObject node, string place)
    {
        if (node["pauses"] is null)
            return default;
        var pauses = read.Object(node, "pauses", place);
        read.Members(pauses, $"{place}.pauses", "before", "after");
        TimeSpan Seconds(string name) => pauses[name] is { } value ? TimeSpan.FromSeconds(read.Number(value, $"{place}.pauses.{name}")) : TimeSpan.Zero;
        return (Seconds("before"), Seconds("after"));
    }

    private ImmutableArray<string> Arguments(JsonObject node, string place)
    {
        var provider = read.Object(node, "provider", place);
        read.Members(provider, $"{place}.provider", "type", "path", "arguments", "timeout"); // a timeout is the Chaos Toolkit's: our commands give up by themselves
        if (provider["type"]?.ToString() is not "process" || provider["path"]?.ToString() is not "./appointments")
            read.Problem($"{place}.provider", "expected type process and path ./appointments: what a person could type");
        ImmutableArray<string> words = [.. read.Texts(provider, "arguments", $"{place}.provider").Select(word => Substitute(word, $"{place}.provider.arguments"))];
        if (words is not [])
            if (problemOf(words) is { } problem)
                read.Problem($"{place}.provider.arguments", problem);
        return words;
    }

    private string Substitute(string text, string place) => Reference().Replace(text, match =>
    {
        if (configuration.TryGetValue(match.Groups[1].Value, out var value))
            return value;
        read.Problem(place, $"{match.Value} stands for nothing; the configuration has {string.Join(", ", configuration.Keys)}");
        return match.Value;
    });

    private RollbackStrategy Strategy(JsonObject root)
    {
        if (root["runtime"] is null)
            return RollbackStrategy.Default;
        var said = (root["runtime"] as JsonObject)?["rollbacks"]?["strategy"]?.ToString();
        if (Enum.TryParse<RollbackStrategy>(said, ignoreCase: true, out var strategy) && said!.All(char.IsLower))
            return strategy;
        read.Problem("$.runtime.rollbacks.strategy", "expected default, always, deviated or never");
        return RollbackStrategy.Default;
    }

    private DrillTerms Terms(JsonObject root, ImmutableArray<Activity> method)
    {
        if (read.Objects(root, "extensions", "$", 1).FirstOrDefault(each => each.Node["name"]?.ToString() is DrillTerms.Extension) is not { Node: { } node } ours)
        {
            read.Problem("$.extensions", $"one has to have the name {DrillTerms.Extension}");
            return new DrillTerms("", "", []);
        }
        read.Members(node, ours.Place, "name", "fault", "recovery", "load", "backup", "lost-rows");
        string Step(string member)
        {
            var name = read.Text(node, member, ours.Place);
            if (name is not "" && method.All(activity => activity.Name != name))
                read.Problem($"{ours.Place}.{member}", $"no activity of the method is called {name}");
            return name;
        }
        string File(string member) => Substitute(read.Text(node, member, ours.Place), $"{ours.Place}.{member}");
        return new DrillTerms(Step("fault"), Step("recovery"), [.. read.Texts(node, "load", ours.Place).Select(target => Substitute(target, $"{ours.Place}.load"))])
        {
            Backup = node["backup"] is null && node["lost-rows"] is null ? null : new BackupTerms(File("backup"), File("lost-rows")),
        };
    }

    [GeneratedRegex(@"\$\{([^}]*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();
}
