using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>Turns arguments into wire values, and gathers the resources that they came from.</summary>
internal sealed class WireWriter
{
    private readonly HashSet<Resource> _dependencies = [];

    public IReadOnlyCollection<Resource> Dependencies => _dependencies;

    /// <summary>Writes each entry by itself: one that is null is left out, and the unknown stay marked.</summary>
    public async Task<ImmutableDictionary<string, WireValue>> WriteEntriesAsync(string where, IDictionary entries)
    {
        var written = ImmutableDictionary.CreateBuilder<string, WireValue>();
        foreach (DictionaryEntry entry in entries)
        {
            if (entry.Key is not string name)
            {
                throw new InvalidOperationException($"Dictionaries are only supported with string keys:\n\t{where}");
            }

            var value = await WriteAsync($"{where}.{name}", entry.Value).ConfigureAwait(false);
            if (value.Value is not null || !value.IsKnown)
            {
                written.Add(name, value);
            }
        }

        return written.ToImmutable();
    }

    /// <exception cref="InvalidOperationException">The value is of a type that has no form on the wire.</exception>
    public async Task<WireValue> WriteAsync(string where, object? value)
    {
        switch (value)
        {
            case null or bool or double or string or AssetOrArchive:
                return WireValue.Known(value);
            case int number:
                return WireValue.Known((double)number);
            case InputArgs args:
                return await WriteMapAsync(where, args.ToDictionary()).ConfigureAwait(false);
            case IInput input:
                return await WriteAsync(where, input.AsOutput()).ConfigureAwait(false);
            case IOutput output:
                return await WriteOutputAsync(where, output).ConfigureAwait(false);
            case IUnion union:
                return await WriteAsync(where, union.Value).ConfigureAwait(false);
            case JsonElement json:
                return await WriteAsync(where, PlainJson(json)).ConfigureAwait(false);
            case Resource resource:
                _dependencies.Add(resource);
                return WireValue.Known(resource);
            case IDictionary map:
                return await WriteMapAsync(where, map).ConfigureAwait(false);
            case IList list:
                return await WriteListAsync(where, list).ConfigureAwait(false);
            case Task:
                throw new InvalidOperationException($"Tasks are not allowed inside ResourceArgs. Please wrap your Task in an Output:\n\t{where}");
            case Enum number:
                return WireValue.Known(Convert.ToDouble(number));
            case ValueTuple:
                return WireValue.Known(null);
            default:
                return await WriteMarkedAsync(where, value, value.GetType()).ConfigureAwait(false);
        }
    }

    private async Task<WireValue> WriteOutputAsync(string where, IOutput output)
    {
        var data = await output.GetDataAsync().ConfigureAwait(false);
        _dependencies.UnionWith(data.Resources);
        if (!data.IsKnown)
        {
            return new(null, IsKnown: false, data.IsSecret);
        }

        var inner = await WriteAsync(where, data.Value).ConfigureAwait(false);
        return inner with { IsSecret = inner.IsSecret || data.IsSecret };
    }

    private async Task<WireValue> WriteMapAsync(string where, IDictionary map)
    {
        var entries = await WriteEntriesAsync(where, map).ConfigureAwait(false);
        return Whole(entries.ToImmutableDictionary(entry => entry.Key, entry => entry.Value.Value!), entries.Values);
    }

    private async Task<WireValue> WriteListAsync(string where, IList list)
    {
        if (IsDefaultArray(list))
        {
            return WireValue.Known(ImmutableArray<object>.Empty);
        }

        var elements = new List<WireValue>(list.Count);
        for (var i = 0; i < list.Count; i++)
        {
            elements.Add(await WriteAsync($"{where}[{i}]", list[i]).ConfigureAwait(false));
        }

        return Whole(elements.Select(element => element.Value!).ToImmutableArray(), elements);
    }

    private async Task<WireValue> WriteMarkedAsync(string where, object value, Type type)
    {
        if (type.IsDefined(typeof(EnumTypeAttribute)))
        {
            var toText = type.GetMethod("op_Explicit", BindingFlags.Public | BindingFlags.Static, [type])
                ?? throw new InvalidOperationException($"Expected {type.FullName} to have an explicit conversion operator to String or Double.\n\t{where}");
            return WireValue.Known(toText.Invoke(null, [value]));
        }

        if (type.IsDefined(typeof(OutputTypeAttribute)))
        {
            var fields = type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance).Where(field => field.IsInitOnly);
            var map = fields.ToDictionary(field => char.ToLowerInvariant(field.Name[0]) + field.Name[1..], field => field.GetValue(value));
            return await WriteMapAsync(where, map).ConfigureAwait(false);
        }

        throw new InvalidOperationException($"{type.FullName} is not a supported argument type.\n\t{where}");
    }

    // A whole is known only if every part is, and secret as soon as one part is.
    private static WireValue Whole(object whole, IEnumerable<WireValue> parts) =>
        new(whole, parts.All(part => part.IsKnown), parts.Any(part => part.IsSecret));

    private static bool IsDefaultArray(IList list) =>
        list.GetType() is { IsGenericType: true } type
        && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)
        && type.GetProperty(nameof(ImmutableArray<int>.IsDefault))!.GetValue(list) is true;

    private static object? PlainJson(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number => json.GetDouble(),
        JsonValueKind.True or JsonValueKind.False => json.GetBoolean(),
        JsonValueKind.Array => json.EnumerateArray().Select(PlainJson).ToImmutableArray(),
        JsonValueKind.Object => json.EnumerateObject().ToImmutableDictionary(member => member.Name, member => PlainJson(member.Value)),
        _ => null,
    };
}
