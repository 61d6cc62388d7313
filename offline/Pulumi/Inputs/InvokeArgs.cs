using System.Collections.Immutable;

namespace Pulumi;

/// <summary>What is handed to a provider's function.</summary>
public abstract class InvokeArgs : InputArgs
{
    public static readonly InvokeArgs Empty = new EmptyArgs();

    protected InvokeArgs()
    {
    }

    private sealed class EmptyArgs : InvokeArgs;
}

/// <summary>A function's inputs by their wire names.</summary>
public sealed class DictionaryInvokeArgs(ImmutableDictionary<string, object?> dictionary) : InvokeArgs
{
    internal override ImmutableDictionary<string, object?> ToDictionary() => dictionary;
}
