using System.Collections.Immutable;

namespace Appointments.Tests.Offline.PublicApi;

/// <summary>What the real packages publish, as pulumi-api.md lists it: assembly, then type, then members.</summary>
internal sealed record PublishedApi(ImmutableDictionary<string, ImmutableDictionary<string, PublishedType>> Assemblies)
{
    public static PublishedApi Read()
    {
        var assemblies = new Dictionary<string, Dictionary<string, PublishedType>>();
        var (assembly, space) = ("", "");
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "pulumi-api.md")))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                assembly = line.Contains(" (assembly ") ? line[3..line.IndexOf(" (assembly ", StringComparison.Ordinal)] : "";
            }
            else if (line.StartsWith("namespace ", StringComparison.Ordinal))
            {
                space = line["namespace ".Length..];
            }
            else if (assembly.Length > 0 && line.StartsWith("- ", StringComparison.Ordinal))
            {
                var type = PublishedType.Parse(line[2..]);
                assemblies.TryAdd(assembly, []);
                assemblies[assembly].Add($"{space}.{type.Name}", type);
            }
        }

        return new(assemblies.ToImmutableDictionary(entry => entry.Key, entry => entry.Value.ToImmutableDictionary()));
    }
}

/// <summary>One line of the list: what stands before the braces, and what stands in them.</summary>
internal sealed record PublishedType(string Name, string Header, ImmutableHashSet<string> Members)
{
    public static PublishedType Parse(string line)
    {
        var name = line.Split('`')[1];
        var brace = line.IndexOf(" { ", StringComparison.Ordinal);
        var header = (brace < 0 ? line : line[..brace]).Replace("`", "");
        if (brace < 0)
        {
            return new(name, header, []);
        }

        var separator = header.StartsWith("enum ", StringComparison.Ordinal) ? ',' : ';';
        return new(name, header, [.. Split(line[(brace + 3)..^2], separator)]);
    }

    // At the outermost level only: accessors stand in braces of their own.
    private static IEnumerable<string> Split(string members, char separator)
    {
        var (start, depth) = (0, 0);
        for (var i = 0; i < members.Length; i++)
        {
            depth += members[i] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0 && members[i] == separator)
            {
                yield return members[start..i].Trim();
                start = i + 1;
            }
        }

        yield return members[start..].Trim();
    }
}
