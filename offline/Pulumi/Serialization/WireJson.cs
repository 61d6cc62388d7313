using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>JSON text with blanks inside brackets and after colons, which is how inputs of a provider travel.</summary>
internal static class WireJson
{
    /// <summary>Writes one input as JSON text; unknown or secret as the input is.</summary>
    public static async Task<OutputData<string>> WriteAsync(string where, object value)
    {
        var writer = new WireWriter();
        var written = await writer.WriteAsync(where, value).ConfigureAwait(false);
        var text = written.IsKnown ? Text(written.Value) : "";
        return new([.. writer.Dependencies], text, written.IsKnown, written.IsSecret);
    }

    private static string Text(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        string text => Quoted(text),
        ImmutableArray<object> list => Bracketed('[', list.Select(Text), ']'),
        ImmutableDictionary<string, object> map => Bracketed(
            '{', map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{Quoted(entry.Key)}: {Text(entry.Value)}"), '}'),
        _ => throw new InvalidOperationException($"{value.GetType().FullName} cannot be written as JSON; use text, a number, a flag, a list or a map."),
    };

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    private static string Bracketed(char open, IEnumerable<string> parts, char close)
    {
        var inside = string.Join(", ", parts);
        return new StringBuilder().Append(open).Append(' ').Append(inside).Append(inside.Length == 0 ? "" : " ").Append(close).ToString();
    }
}
