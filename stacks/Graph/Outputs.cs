using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;

namespace Appointments.Graph;

/// <summary>An <see cref="Output{T}"/> whose type is known only when the program runs: the one place where the graph needs reflection.</summary>
internal abstract class Outputs
{
    public abstract Task<ImmutableHashSet<Resource>> DependenciesAsync();

    public abstract Task<object?> ValueAsync();

    /// <returns>Null where the value is neither an input nor an output.</returns>
    public static Outputs? From(object value)
    {
        for (var type = value.GetType(); type is not null; type = type.BaseType)
        {
            if (!type.IsGenericType)
                continue;
            if (type.GetGenericTypeDefinition() == typeof(Output<>))
                return (Outputs)Activator.CreateInstance(typeof(Of<>).MakeGenericType(type.GetGenericArguments()), value)!;
            if (type.GetGenericTypeDefinition() == typeof(Input<>))
                return (Outputs)Activator.CreateInstance(typeof(OfInput<>).MakeGenericType(type.GetGenericArguments()), value)!;
        }
        return null;
    }

    private class Of<T>(Output<T> output) : Outputs
    {
        public override Task<ImmutableHashSet<Resource>> DependenciesAsync() => OutputUtilities.GetDependenciesAsync(output);

        public override async Task<object?> ValueAsync() => await OutputUtilities.GetValueAsync(output);
    }

    private sealed class OfInput<T>(Input<T> input) : Of<T>(input);
}
