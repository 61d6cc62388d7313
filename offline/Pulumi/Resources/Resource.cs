using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Anything that a program declares: it is registered, and its outputs follow.</summary>
public class Resource
{
    private readonly string _type;
    private readonly string _name;
    private readonly ImmutableArray<ResourceTransformation> _transformations;
    private readonly ImmutableDictionary<string, ProviderResource> _providers;
    private readonly List<Resource> _children = [];

    private protected Resource(string type, string name, bool custom, ResourceArgs args, ResourceOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        ArgumentException.ThrowIfNullOrEmpty(name);
        (_type, _name) = (type, name);
        var run = Deployment.Instance.Run;
        Outputs = ResourceOutputs.Of(this, custom);
        _transformations = [.. options.ResourceTransformations, .. (options.Parent ?? run.Root)?._transformations ?? []];
        try
        {
            (args, options) = Transform(args, options);
            _providers = ProvidersOf(options, custom);
        }
        catch (Exception reason)
        {
            Outputs.Fail(reason); // else the run would wait for them for ever
            throw;
        }

        Provider = custom ? options.Provider ?? options.Parent?.ProviderFor(type) : null;
        options.Parent?.Adopt(this);
        run.Register(this, args, options);
    }

    [Output("urn")]
    public Output<string> Urn { get; private protected set; } = null!;

    internal ResourceOutputs Outputs { get; }

    /// <summary>The provider that makes this resource, its own or an inherited one.</summary>
    internal ProviderResource? Provider { get; }

    public string GetResourceName() => _name;

    public string GetResourceType() => _type;

    /// <summary>The provider that children of the package named in <paramref name="token"/> inherit.</summary>
    internal ProviderResource? ProviderFor(string token) =>
        token.Split(':') is [var package, _, _] ? _providers.GetValueOrDefault(package) : null;

    /// <summary>Itself if a provider makes it; of a component, every such resource in it.</summary>
    internal IEnumerable<Resource> Reached()
    {
        if (this is not ComponentResource)
        {
            return [this];
        }

        lock (_children)
        {
            return _children.ToArray().SelectMany(child => child.Reached());
        }
    }

    private void Adopt(Resource child)
    {
        lock (_children)
        {
            _children.Add(child);
        }
    }

    private (ResourceArgs Args, ResourceOptions Options) Transform(ResourceArgs args, ResourceOptions options)
    {
        var parent = options.Parent;
        foreach (var transformation in _transformations)
        {
            if (transformation(new(this, args, options)) is { } changed)
            {
                (args, options) = (changed.Args, changed.Options);
            }
        }

        return options.Parent == parent
            ? (args, options)
            : throw new ArgumentException("Transformations cannot currently be used to change the 'parent' of a resource.");
    }

    private ImmutableDictionary<string, ProviderResource> ProvidersOf(ResourceOptions options, bool custom)
    {
        var inherited = options.Parent?._providers ?? ImmutableDictionary<string, ProviderResource>.Empty;
        if (custom)
        {
            return options.Provider is { } own && _type.Split(':') is [var package, _, _] ? inherited.SetItem(package, own) : inherited;
        }

        var providers = ((ComponentResourceOptions)options).AllProviders();
        return options.Provider is null || !providers.Skip(1).Any()
            ? inherited.AddRange(providers.Select(provider => KeyValuePair.Create(provider.Package, provider)))
            : throw new ResourceException("Do not supply both 'provider' and 'providers' options to a ComponentResource.", options.Parent);
    }
}
