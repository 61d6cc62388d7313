using System.Collections.Immutable;

namespace Appointments.Domain;

/// <summary>A country that is served: data, never code. One entry in the settings makes one.</summary>
/// <param name="Code">ISO 3166-1 alpha-2, upper case, such as <c>PE</c>.</param>
/// <param name="Path">The route's path segment, such as <c>peru</c>.</param>
/// <param name="Name">The name as its people write it, such as <c>Perú</c>.</param>
public sealed record Country(string Code, string Path, string Name)
{
    /// <summary>Whether a client's text means this country: its code or name, any letter case, with or without accents.</summary>
    public bool Is(string text) => Fold(text) is var folded && (folded == Fold(Code) || folded == Fold(Name));

    /// <returns>The country, or null where none is meant.</returns>
    public static Country? Find(ImmutableArray<Country> countries, string text) => countries.FirstOrDefault(country => country.Is(text));

    /// <summary>Lower case without accents: the letters that people type.</summary>
    private static string Fold(string text) => string.Concat(text.ToLowerInvariant().Select(Letters.WithoutAccent));
}
