namespace Pulumi;

/// <summary>A provider with settings of its own, such as a region.</summary>
public class ProviderResource : CustomResource
{
    // What the engine writes for a value that does not exist yet.
    private const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    public ProviderResource(string package, string name, ResourceArgs args, CustomResourceOptions? options = null)
        : base($"pulumi:providers:{package}", name, args, options) => Package = package;

    internal string Package { get; }

    /// <summary>How other resources name this provider: URN and id.</summary>
    internal async Task<string> ReferenceAsync()
    {
        var urn = await Urn.ValueOrAsync("").ConfigureAwait(false);
        var id = await Id.ValueOrAsync("").ConfigureAwait(false);
        return $"{urn}::{(string.IsNullOrEmpty(id) ? Unknown : id)}";
    }
}
