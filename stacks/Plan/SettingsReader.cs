using System.Collections.Immutable;
using System.Text.Json;

namespace Appointments.Plan;

/// <summary>Reads settings and keeps every problem instead of stopping at the first.</summary>
/// <param name="stack">Whose settings they are: it is in what mends them.</param>
/// <param name="get">A key without prefix to its text; null where it is not set. Structured values come as JSON.</param>
internal sealed class SettingsReader(string stack, Func<string, string?> get)
{
    private readonly List<SettingProblem> problems = [];

    public ImmutableArray<SettingProblem> Problems => [.. problems];

    /// <summary>Whether a problem was noted. What only follows from it is none of its own: it goes away with it.</summary>
    public bool IsWrong(Setting setting) => problems.Any(problem => problem.FullKey == setting.FullKey);

    /// <summary>Whether something is set or stands as a default.</summary>
    public bool Has(Setting setting) => !string.IsNullOrEmpty(Peek(setting));

    /// <summary>What is set or stands as a default, to be compared with another setting and not judged.</summary>
    public string? Peek(Setting setting) => get(setting.Key) is { } text && !(setting.IsSecret && text is "") ? text : setting.Default;

    /// <returns>The text, its default, or "" after noting a problem: what is read then is never used, because problems end the reading.</returns>
    public string Text(Setting setting, string rule, Func<string, bool> isValid, string example)
    {
        var text = Peek(setting);
        if (text is not null && isValid(text))
            return text;
        Note(setting, text, rule, example);
        return "";
    }

    /// <summary>The same; its default mends it.</summary>
    public string Text(Setting setting, string rule, Func<string, bool> isValid) =>
        Text(setting, rule, isValid, DefaultOf(setting));

    private static string DefaultOf(Setting setting) => setting.Default ?? throw new ArgumentException($"{setting.Key} has no default that would mend it: give an example.", nameof(setting));

    public int Integer(Setting setting, int min, int max) => Integer(setting, number => number >= min && number <= max, $"a whole number from {min:N0} to {max:N0}");

    public int Integer(Setting setting, Func<int, bool> isValid, string rule) => Integer(setting, isValid, rule, DefaultOf(setting));

    public int Integer(Setting setting, Func<int, bool> isValid, string rule, string example)
    {
        var text = Text(setting, rule, text => int.TryParse(text, out var number) && isValid(number), example);
        return text is "" ? 0 : int.Parse(text);
    }

    public bool Boolean(Setting setting) => Text(setting, "true or false", text => text is "true" or "false") is "true";

    /// <returns>The items; empty after noting a problem.</returns>
    public ImmutableArray<T> List<T>(Setting setting, string rule, Func<JsonElement, T?> read, string example) where T : class
    {
        var text = Peek(setting);
        try
        {
            using var json = JsonDocument.Parse(text ?? "null");
            if (json.RootElement.ValueKind is JsonValueKind.Array && json.RootElement.EnumerateArray().Select(read).ToArray() is var items && !items.Contains(null))
                return [.. items.OfType<T>()];
        }
        catch (JsonException)
        {
            // Not JSON is one more way to break the rule, which is noted below with what stands there.
        }
        Note(setting, text, rule, example);
        return [];
    }

    /// <param name="example">What mends it, which must not be what is refused.</param>
    public void Note(Setting setting, string? value, string rule, string example) =>
        problems.Add(new SettingProblem(setting.FullKey, setting.IsSecret && value is not null ? "[secret]" : value, rule, Mend.Of(setting, stack, example)));
}
