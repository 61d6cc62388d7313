using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>Reads wire values into the types that a program declares. What does not fit becomes a default and a warning, never an error.</summary>
internal sealed class WireReader(Action<string> warn)
{
    public object? Read(string where, object? value, Type type)
    {
        var (result, problem) = TryRead(where, value, type);
        if (problem is not null)
        {
            warn(problem);
        }

        return result;
    }

    private (object? Result, string? Problem) TryRead(string where, object? value, Type type)
    {
        if (value is null)
        {
            return (type.IsValueType ? Activator.CreateInstance(type) : null, null);
        }

        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(int))
        {
            return value is double number ? ((int)number, null) : Mismatch(where, value, typeof(double));
        }

        if (type == typeof(JsonElement))
        {
            return (JsonSerializer.SerializeToElement(value), null);
        }

        if (type.IsPrimitive || type == typeof(string) || type == typeof(object)
            || type.IsAssignableTo(typeof(AssetOrArchive)) || type.IsAssignableTo(typeof(Resource)))
        {
            return type.IsInstanceOfType(value) ? (value, null) : Mismatch(where, value, type);
        }

        return type.IsConstructedGenericType ? TryReadGeneric(where, value, type) : TryReadMarked(where, value, type);
    }

    private (object? Result, string? Problem) TryReadGeneric(string where, object value, Type type)
    {
        var kind = type.GetGenericTypeDefinition();
        var element = type.GenericTypeArguments[^1];
        if (kind == typeof(ImmutableArray<>))
        {
            return value is ImmutableArray<object> list
                ? (Make(nameof(ListOf), element, list.Select(item => Read(where, item, element))), null)
                : Mismatch(where, value, typeof(ImmutableArray<object>));
        }

        if (kind == typeof(ImmutableDictionary<,>) || kind == typeof(Dictionary<,>))
        {
            return value is ImmutableDictionary<string, object> map
                ? (Make(kind == typeof(Dictionary<,>) ? nameof(DictionaryOf) : nameof(MapOf), element,
                    map.Select(entry => KeyValuePair.Create(entry.Key, Read($"{where}[{entry.Key}]", entry.Value, element)))), null)
                : Mismatch(where, value, typeof(ImmutableDictionary<string, object>));
        }

        return kind == typeof(Union<,>) ? TryReadUnion(where, value, type) : (null, $"Unexpected target type {type.FullName} when deserializing {where}");
    }

    private (object? Result, string? Problem) TryReadUnion(string where, object value, Type type)
    {
        var (first, problem) = TryRead($"{where}.AsT0", value, type.GenericTypeArguments[0]);
        if (problem is null)
        {
            return (type.GetMethod(nameof(Union<int, int>.FromT0))!.Invoke(null, [first]), null);
        }

        var (second, secondProblem) = TryRead($"{where}.AsT1", value, type.GenericTypeArguments[1]);
        return secondProblem is null
            ? (type.GetMethod(nameof(Union<int, int>.FromT1))!.Invoke(null, [second]), null)
            : (null, $"{problem}; {secondProblem}");
    }

    private (object? Result, string? Problem) TryReadMarked(string where, object value, Type type)
    {
        const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;
        if (type.IsEnum)
        {
            var (number, problem) = TryRead(where, value, typeof(int));
            return problem is null ? (Enum.ToObject(type, number!), null) : (null, problem);
        }

        if (type.IsDefined(typeof(EnumTypeAttribute)))
        {
            var make = type.GetConstructor(Any, [value.GetType()]);
            return make is null ? Mismatch(where, value, type) : (make.Invoke([value]), null);
        }

        var constructor = type.GetConstructors(Any).FirstOrDefault(candidate => candidate.IsDefined(typeof(OutputConstructorAttribute)));
        if (constructor is null)
        {
            return (null, $"Unexpected target type {type.FullName} when deserializing {where}");
        }

        if (value is not ImmutableDictionary<string, object> map)
        {
            return Mismatch(where, value, typeof(ImmutableDictionary<string, object>));
        }

        var arguments = constructor.GetParameters().Select(parameter =>
        {
            var name = parameter.GetCustomAttribute<OutputConstructorParameterAttribute>()?.Name ?? parameter.Name!;
            return Read($"{type.FullName}({parameter.Name})", map.GetValueOrDefault(name), parameter.ParameterType);
        });
        return (constructor.Invoke([.. arguments]), null);
    }

    private static (object? Result, string? Problem) Mismatch(string where, object value, Type expected) =>
        (null, $"Expected {expected.FullName} but got {value.GetType().FullName} deserializing {where}");

    private static object? Make(string method, Type element, object items) =>
        typeof(WireReader).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(element).Invoke(null, [items]);

    private static ImmutableArray<T> ListOf<T>(IEnumerable<object?> items) => [.. items.Select(Cast<T>)];

    private static ImmutableDictionary<string, T> MapOf<T>(IEnumerable<KeyValuePair<string, object?>> entries) =>
        entries.ToImmutableDictionary(entry => entry.Key, entry => Cast<T>(entry.Value));

    private static Dictionary<string, T> DictionaryOf<T>(IEnumerable<KeyValuePair<string, object?>> entries) =>
        entries.ToDictionary(entry => entry.Key, entry => Cast<T>(entry.Value));

    private static T Cast<T>(object? value) => value is null ? default! : (T)value;
}
