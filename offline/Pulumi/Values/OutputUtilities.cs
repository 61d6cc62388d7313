using System.Collections.Immutable;

namespace Pulumi.Utilities;

/// <summary>Looks into an output; for tests.</summary>
public static class OutputUtilities
{
    public static Output<T> CreateUnknown<T>(T value) => Output<T>.Of(new([], value, IsKnown: false, IsSecret: false));

    public static Output<T> CreateUnknown<T>(Func<Task<T>> valueFactory) => CreateUnknown<T>(default(T)!).Apply(_ => valueFactory());

    public static async Task<ImmutableHashSet<Resource>> GetDependenciesAsync<T>(Output<T> output) =>
        (await output.Data.ConfigureAwait(false)).Resources;

    public static async Task<bool> GetIsKnownAsync<T>(Output<T> output) => (await output.Data.ConfigureAwait(false)).IsKnown;

    /// <returns>The value, or the default of <typeparamref name="T"/> while it is unknown.</returns>
    public static Task<T> GetValueAsync<T>(Output<T> output) => output.ValueOrAsync(default!);

    public static Output<T> WithDependency<T>(Output<T> output, Resource resource) =>
        output.With(data => data with { Resources = data.Resources.Add(resource) });
}
