namespace Pulumi;

/// <summary>How the engine treats a component.</summary>
public sealed class ComponentResourceOptions : ResourceOptions
{
    public List<ProviderResource> Providers { get => field ??= []; set; }

    /// <returns>New options; neither argument changes. Single providers and lists of them become one list.</returns>
    public static ComponentResourceOptions Merge(ComponentResourceOptions? options1, ComponentResourceOptions? options2)
    {
        var merged = new ComponentResourceOptions();
        foreach (var options in new[] { options1, options2 })
        {
            if (options is not null)
            {
                merged.Take(options);
                merged.Providers.AddRange(options.AllProviders());
            }
        }

        merged.Provider = merged.Providers.Count == 1 ? merged.Providers[0] : null;
        if (merged.Provider is not null)
        {
            merged.Providers = [];
        }

        return merged;
    }

    internal IEnumerable<ProviderResource> AllProviders() => Provider is null ? Providers : [Provider, .. Providers];
}
