using System.Collections.Immutable;
using System.Text.Json;

namespace Appointments.Plan;

/// <summary>Reads settings and keeps every problem instead of stopping at the first.</summary>
/// <param name="get">A key without prefix to its text; null where it is not set. Structured values come as JSON.</param>
internal sealed class SettingsReader(Func<string, string?> get)
{
    private readonly List<SettingProblem> problems = [];

    public ImmutableArray<SettingProblem> Problems => [.. problems];

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

    public int Integer(Setting setting, int min, int max) => Integer(setting, number => number >= min && number <= max, $"a whole number from {min:N0} to {max:N0}");

    public int Integer(Setting setting, Func<int, bool> isValid, string rule)
    {
        var text = Text(setting, rule, text => int.TryParse(text, out var number) && isValid(number), setting.Default ?? "NUMBER");
        return text is "" ? 0 : int.Parse(text);
    }

    public bool Boolean(Setting setting) => Text(setting, "true or false", text => text is "true" or "false", "true") is "true";

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

    public void Note(Setting setting, string? value, string rule, string example)
    {
        var secret = setting.IsSecret ? "--secret " : "";
        problems.Add(new SettingProblem(setting.FullKey, setting.IsSecret && value is not null ? "[secret]" : value, rule,
            setting.IsList
                ? $"edit {setting.FullKey} in Pulumi.<stack>.yaml, such as {example}"
                : $"pulumi config set {secret}{setting.FullKey} {example}"));
    }
}
