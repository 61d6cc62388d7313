using System.Collections.Frozen;

namespace Appointments.Domain;

/// <summary>
/// The accents of Latin letters. A table, because Unicode decomposition is not there under invariant globalization, which the functions run with.
/// </summary>
public static class Letters
{
    private static readonly FrozenDictionary<char, string> Accented = new Dictionary<char, string>
    {
        ['a'] = "áàâäãå", ['c'] = "ç", ['e'] = "éèêë", ['i'] = "íìîï", ['n'] = "ñ", ['o'] = "óòôöõø", ['u'] = "úùûü", ['y'] = "ýÿ",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<char, char> Plain =
        Accented.SelectMany(pair => pair.Value.Select(accented => (accented, pair.Key))).ToFrozenDictionary(pair => pair.accented, pair => pair.Key);

    /// <returns>The lower-case letter without its accent; any other character as it is.</returns>
    public static char WithoutAccent(char letter) => Plain.GetValueOrDefault(letter, letter);

    /// <summary>All the ways to write one letter: both cases, with and without accents.</summary>
    /// <param name="letter">A letter in any of those ways.</param>
    public static string Variants(char letter)
    {
        var plain = WithoutAccent(char.ToLowerInvariant(letter));
        var lower = plain + Accented.GetValueOrDefault(plain, "");
        return string.Concat((lower + lower.ToUpperInvariant()).Distinct());
    }
}
