namespace Pulumi.Serialization;

/// <summary>A value as the engine sees it: null, bool, double, string, an asset, a resource, or an immutable array or dictionary of these.</summary>
internal readonly record struct WireValue(object? Value, bool IsKnown, bool IsSecret)
{
    public static WireValue Known(object? value) => new(value, IsKnown: true, IsSecret: false);
}
