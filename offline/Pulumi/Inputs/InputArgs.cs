using System.Collections.Immutable;
using System.Reflection;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>What is handed to a resource or a function: members marked with <see cref="InputAttribute"/>.</summary>
public abstract class InputArgs
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    protected InputArgs()
    {
    }

    /// <summary>Every input by its wire name; an unset one is null.</summary>
    /// <exception cref="ArgumentNullException">A required input is unset.</exception>
    internal virtual ImmutableDictionary<string, object?> ToDictionary()
    {
        var fields = GetType().GetFields(Members)
            .Select(field => (field.GetCustomAttribute<InputAttribute>(), field.Name, field.GetValue(this)));
        var properties = GetType().GetProperties(Members).Where(property => property.IsDefined(typeof(InputAttribute)))
            .Select(property => (property.GetCustomAttribute<InputAttribute>(), property.Name, property.GetValue(this)));
        var inputs = ImmutableDictionary.CreateBuilder<string, object?>();
        foreach (var (input, member, value) in fields.Concat(properties))
        {
            if (input is not null)
            {
                inputs.Add(input.Name, Read(input, member, value));
            }
        }

        return inputs.ToImmutable();
    }

    private object? Read(InputAttribute input, string member, object? value)
    {
        if (input.IsRequired && value is null)
        {
            throw new ArgumentNullException(member, $"[Input] {GetType().FullName}.{member} is required but was not given a value");
        }

        return input.Json && value is not null ? new Output<string>(WireJson.WriteAsync($"{GetType().FullName}.{member}", value)) : value;
    }
}
