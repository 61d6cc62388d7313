using System.Collections.Immutable;
using System.Text;

namespace Appointments.Plan;

/// <summary><c>docs/settings.md</c>, written from the settings and what the stacks' files make of them: a test holds the file against this.</summary>
public static class SettingsPage
{
    /// <param name="stacks">Each stack's name and its values; a secret has none.</param>
    public static string Write(ImmutableArray<(string Stack, Func<Setting, string?> Value)> stacks)
    {
        var text = new StringBuilder($"""
            # Settings

            <!-- Written by `./appointments settings --into docs/settings.md` from stacks/Plan/Settings.cs and the stacks' files; a test holds it against them. -->

            Every setting there is, as `{Setting.Namespace}:KEY` in `Pulumi.<stack>.yaml`. A secret is set by `pulumi config set --secret {Setting.Namespace}:KEY VALUE` and stands in no file.
            A wrong value stops every verb and `pulumi up` before anything is done; all that are wrong are named together, each with the command that mends it in that stack. What only follows from another wrong value is not said twice.
            What a change would do: `./appointments graph diff --stack prod --set KEY=VALUE` ([operations.md](operations.md)).

            | Setting | Type | Default | {string.Join(" | ", stacks.Select(stack => stack.Stack))} | What it does |
            |---|---|---|{string.Concat(stacks.Select(_ => "---|"))}---|

            """);
        foreach (var setting in Settings.All)
            text.Append($"| `{setting.Key}` | {TypeOf(setting)} | {DefaultOf(setting)} | {string.Join(" | ", stacks.Select(stack => setting.IsSecret ? "" : Cell(stack.Value(setting))))} | {setting.Description.Replace("|", "\\|")} |\n");
        return text.ToString();
    }

    /// <returns>As people call it.</returns>
    public static string TypeOf(Setting setting) => setting.IsSecret ? "secret" : setting.Type switch
    {
        SettingType.Text => "text",
        SettingType.WholeNumber => "whole number",
        SettingType.YesOrNo => "true or false",
        SettingType.TextList => "list of texts",
        SettingType.Structured => "list",
        _ => throw new ArgumentOutOfRangeException(nameof(setting), setting.Type, "A setting has no such type."),
    };

    /// <returns>As people read it; every stack must say what has none.</returns>
    public static string DefaultOf(Setting setting) => setting.Default switch { null => "must be said", "" => "empty", var text => $"`{text}`" };

    private static string Cell(string? value) => value is null or "" ? "" : $"`{value.Replace("|", "\\|")}`";
}
