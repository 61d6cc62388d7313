using Pulumi;

namespace Appointments.Tests.Offline;

/// <summary>A provider as a generated package declares one.</summary>
public sealed class Provider(string name, ProviderArgs? args = null, CustomResourceOptions? options = null)
    : ProviderResource("aws", name, args ?? new ProviderArgs(), options);

public sealed class ProviderArgs : ResourceArgs
{
    [Input("allowedAccountIds", json: true)]
    private InputList<string>? _allowedAccountIds;

    [Input("region")]
    public Input<string>? Region { get; set; }

    [Input("defaultTags", json: true)]
    public Input<DefaultTagsArgs>? DefaultTags { get; set; }

    [Input("skipRegionValidation", json: true)]
    public Input<bool>? SkipRegionValidation { get; set; }

    [Input("maxRetries", json: true)]
    public Input<int>? MaxRetries { get; set; }

    public InputList<string> AllowedAccountIds { get => _allowedAccountIds ??= []; set => _allowedAccountIds = value; }
}

public sealed class DefaultTagsArgs : ResourceArgs
{
    [Input("tags")]
    public InputMap<string>? Tags { get; set; }
}
