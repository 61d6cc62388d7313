using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Appointments.Local.Watching;

/// <summary>CloudWatch Logs' filter pattern for JSON events, as far as it is in use: comparisons joined by <c>&amp;&amp;</c>. Own, because there is no library of it.</summary>
/// <remarks>Source: AWS, "Filter pattern syntax for metric filters": a comparison with a field that is not there does not hold.</remarks>
public sealed partial class FilterPattern
{
    private readonly Func<JsonObject, bool>[] terms;

    /// <exception cref="InvalidDataException">It holds more than is emulated.</exception>
    public FilterPattern(string pattern)
    {
        if (Braces().Match(pattern) is not { Success: true } inner)
            throw NotEmulated(pattern);
        terms = [.. inner.Groups[1].Value.Split("&&").Select(term => Comparison().Match(term.Trim()) is { Success: true } found ? Term(found) : throw NotEmulated(pattern))];
    }

    public bool Fits(JsonObject entry) => terms.All(term => term(entry));

    private static Func<JsonObject, bool> Term(Match found)
    {
        var (field, comparison, text, number) = (found.Groups["field"].Value, found.Groups["comparison"].Value, found.Groups["text"], found.Groups["number"]);
        if (text.Success)
            return entry => entry[field]?.ToString() is { } value && (value == text.Value) == (comparison is "=");
        var than = double.Parse(number.Value, CultureInfo.InvariantCulture);
        return entry => double.TryParse(entry[field]?.ToString(), CultureInfo.InvariantCulture, out var value) && comparison switch
        {
            ">=" => value >= than,
            "<=" => value <= than,
            ">" => value > than,
            "<" => value < than,
            "=" => value == than,
            _ => value != than,
        };
    }

    private static InvalidDataException NotEmulated(string pattern) => new($"The metric filter {pattern} is not emulated: the local run knows {{ $.field >= 500 && $.other != \"text\" }}.");

    [GeneratedRegex(@"^\{\s*(.*?)\s*\}$")]
    private static partial Regex Braces();

    [GeneratedRegex("""^\$\.(?<field>\w+)\s*(?:(?<comparison>!=|=)\s*"(?<text>[^"]*)"|(?<comparison>>=|<=|!=|=|>|<)\s*(?<number>[0-9.]+))$""")]
    private static partial Regex Comparison();
}
