using System.Collections.Immutable;

namespace Pulumi;

/// <summary>What an output resolves to: the value, where it came from, and whether it may be shown or is known yet.</summary>
internal readonly record struct OutputData<T>(ImmutableHashSet<Resource> Resources, T Value, bool IsKnown, bool IsSecret)
{
    public static OutputData<T> Known(T value, bool isSecret = false) => new([], value, IsKnown: true, isSecret);
}

/// <summary>An output of any type, for code that walks arguments.</summary>
internal interface IOutput
{
    Task<OutputData<object?>> GetDataAsync();
}

/// <summary>An input of any type, for code that walks arguments.</summary>
internal interface IInput
{
    IOutput AsOutput();
}
