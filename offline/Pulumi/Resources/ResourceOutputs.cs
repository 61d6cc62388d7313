using System.Collections.Immutable;
using System.Reflection;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>The outputs of one resource: set as properties at once, given values when it is registered.</summary>
internal sealed class ResourceOutputs
{
    private readonly Resource _resource;
    private readonly ImmutableDictionary<string, IOutputSource> _sources;

    private ResourceOutputs(Resource resource, ImmutableDictionary<string, IOutputSource> sources) =>
        (_resource, _sources) = (resource, sources);

    /// <summary>Sets every property that is marked as an output.</summary>
    public static ResourceOutputs Of(Resource resource, bool custom)
    {
        var sources = ImmutableDictionary.CreateBuilder<string, IOutputSource>();
        foreach (var property in resource.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetCustomAttribute<OutputAttribute>() is not { } output || (!custom && !IsSettableOutput(property)))
            {
                continue; // a component may show values of other types; RegisterOutputs sends them
            }

            if (!IsSettableOutput(property))
            {
                throw RunException.OutputsHaveIncorrectType([output.Name ?? property.Name]);
            }

            var type = typeof(OutputSource<>).MakeGenericType(property.PropertyType.GenericTypeArguments);
            var source = (IOutputSource)Activator.CreateInstance(type, resource)!;
            Setter(property)!.Invoke(resource, [source.Output]);
            sources.Add(output.Name ?? property.Name, source);
        }

        return new(resource, sources.ToImmutable());
    }

    /// <param name="registered">What the registration gave.</param>
    /// <param name="isDryRun">Whether an output that the state lacks is unknown; it is a default otherwise.</param>
    public void Complete(Registered registered, bool isDryRun)
    {
        var reader = new WireReader(problem => Log.Warn(problem, _resource));
        foreach (var (name, source) in _sources)
        {
            switch (name)
            {
                case "urn":
                    source.Set(WireValue.Known(registered.Urn));
                    break;
                case "id" when _resource is CustomResource:
                    source.Set(new(registered.Id, !string.IsNullOrEmpty(registered.Id), IsSecret: false));
                    break;
                default:
                    source.Set(registered.State.TryGetValue(name, out var value)
                        ? value with { Value = reader.Read($"{_resource.GetType().FullName}.{name}", value.Value, source.ValueType) }
                        : new(null, IsKnown: !isDryRun, IsSecret: false));
                    break;
            }
        }
    }

    public void Fail(Exception reason)
    {
        foreach (var source in _sources.Values)
        {
            source.Fail(reason);
        }
    }

    private static bool IsSettableOutput(PropertyInfo property) =>
        property.PropertyType.IsAssignableTo(typeof(IOutput)) && Setter(property) is not null;

    // A private setter is only seen on the class that declares it.
    private static MethodInfo? Setter(PropertyInfo property) =>
        property.DeclaringType!.GetProperty(property.Name, property.PropertyType)!.GetSetMethod(nonPublic: true);

    private interface IOutputSource
    {
        Type ValueType { get; }

        IOutput Output { get; }

        void Set(WireValue value);

        void Fail(Exception reason);
    }

    private sealed class OutputSource<T> : IOutputSource
    {
        private readonly TaskCompletionSource<OutputData<T>> _data = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Resource _resource;

        public OutputSource(Resource resource)
        {
            _resource = resource;
            Output = new Output<T>(_data.Task);
        }

        public Type ValueType => typeof(T);

        public IOutput Output { get; }

        public void Set(WireValue value) =>
            _data.TrySetResult(new([_resource], value.Value is T known ? known : default!, value.IsKnown, value.IsSecret));

        public void Fail(Exception reason) => _data.TrySetException(reason);
    }
}

/// <summary>What a registration gives: the state by wire name.</summary>
internal sealed record Registered(string Urn, string? Id, ImmutableDictionary<string, WireValue> State);
