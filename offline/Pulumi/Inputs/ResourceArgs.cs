using System.Collections.Immutable;

namespace Pulumi;

/// <summary>What is handed to a resource.</summary>
public abstract class ResourceArgs : InputArgs
{
    public static readonly ResourceArgs Empty = new EmptyArgs();

    protected ResourceArgs()
    {
    }

    private sealed class EmptyArgs : ResourceArgs;
}

/// <summary>A resource's inputs by their wire names.</summary>
public sealed class DictionaryResourceArgs(ImmutableDictionary<string, object?> dictionary) : ResourceArgs
{
    internal override ImmutableDictionary<string, object?> ToDictionary() => dictionary;
}
