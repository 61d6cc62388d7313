using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Appointments.Plan;

namespace Appointments.Checks.Moving;

/// <summary>
/// What an update would do, from the graph as it is and the graph as it is to be: a model of Pulumi's own diff. It knows declared inputs and nothing of what AWS holds:
/// <c>pulumi preview</c> sees drift too. Components and lookups are left out: they hold nothing.
/// </summary>
public static class GraphDiff
{
    /// <summary>Stands among the inputs for the provider: another one is another region, so another resource.</summary>
    public const string Provider = "(provider)";

    private static readonly string[] Stateful = [AwsTypes.Table, AwsTypes.Queue, AwsTypes.Vault, .. AwsTypes.Buckets];

    /// <returns>What is touched, sorted by name; what stays as it is has no entry.</returns>
    public static ImmutableArray<ResourceMove> Between(ResourceGraph before, ResourceGraph after)
    {
        var (old, next) = (Managed(before), Managed(after));
        var changed = next.Values.Where(resource => old.ContainsKey(resource.Urn)).ToDictionary(resource => resource.Urn, resource => ChangedInputs(old[resource.Urn], resource));
        FollowReplacements(next, changed);
        var dataKeys = before.DataKeys().Select(key => key.Urn).ToHashSet();
        ResourceMove Of(GraphResource resource, Move move, params ImmutableArray<string> because) =>
            new(resource.Urn, resource.Type, resource.Name, resource.Region, move, because, Stateful.Contains(resource.Type) || dataKeys.Contains(resource.Urn), resource.Protect);
        return
        [
            .. old.Values.Where(resource => !next.ContainsKey(resource.Urn)).Select(resource => Of(resource, resource.RetainOnDelete ? Move.Leave : Move.Delete))
                .Concat(next.Values.Where(resource => !old.ContainsKey(resource.Urn)).Select(resource => Of(resource, Move.Create)))
                .Concat(changed.Where(pair => pair.Value.Count > 0).Select(pair => IsReplaced(old[pair.Key].Type, pair.Value)
                    ? Of(old[pair.Key], Move.Replace, [.. pair.Value.Where(input => ReplaceOnChange.Of(old[pair.Key].Type, input))])
                    : Of(old[pair.Key], ReplaceOnChange.Knows(old[pair.Key].Type) ? Move.Update : Move.UpdateOrReplace, [.. pair.Value])))
                .OrderBy(move => move.Name, StringComparer.Ordinal).ThenBy(move => move.Urn, StringComparer.Ordinal),
        ];
    }

    private static Dictionary<string, GraphResource> Managed(ResourceGraph graph) =>
        graph.Resources.Where(resource => !resource.Read && (resource.Type.StartsWith("aws:") || resource.Type is AwsTypes.Provider)).ToDictionary(resource => resource.Urn);

    private static SortedSet<string> ChangedInputs(GraphResource before, GraphResource after)
    {
        var changed = new SortedSet<string>(before.Inputs.Concat(after.Inputs).Select(input => input.Key).Distinct().Where(key => !JsonNode.DeepEquals(before.Inputs[key], after.Inputs[key])), StringComparer.Ordinal);
        if (before.Provider != after.Provider)
            changed.Add(Provider);
        return changed;
    }

    /// <summary>A replaced resource has another id and ARN: whatever holds one of them changes as well, and may be replaced for it.</summary>
    private static void FollowReplacements(Dictionary<string, GraphResource> resources, Dictionary<string, SortedSet<string>> changed)
    {
        var replaced = new Queue<string>(changed.Where(pair => IsReplaced(resources[pair.Key].Type, pair.Value)).Select(pair => pair.Key));
        while (replaced.TryDequeue(out var urn))
        {
            var identity = Identity(resources[urn]);
            foreach (var user in resources.Values.Where(user => user.DependsOn.Contains(urn) && changed.ContainsKey(user.Urn)))
            {
                var wasReplaced = IsReplaced(user.Type, changed[user.Urn]);
                changed[user.Urn].UnionWith(user.Inputs.Where(input => input.Value?.ToJsonString() is { } text && identity.Any(text.Contains)).Select(input => input.Key));
                if (!wasReplaced && IsReplaced(user.Type, changed[user.Urn]))
                    replaced.Enqueue(user.Urn);
            }
        }
    }

    /// <summary>What AWS gave it, as far as it was not told so.</summary>
    private static string[] Identity(GraphResource resource)
    {
        var told = resource.Inputs.Select(input => input.Value?.ToString()).ToHashSet();
        return [.. resource.Outputs.Where(output => output.Value is JsonValue value && value.TryGetValue(out string? text) && text.Length >= 10 && !told.Contains(text)).Select(output => output.Value!.ToString())];
    }

    private static bool IsReplaced(string type, SortedSet<string> inputs) => inputs.Any(input => ReplaceOnChange.Of(type, input));
}
