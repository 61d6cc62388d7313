using System.Text;

namespace Appointments.Plan;

/// <summary><c>Pulumi.yaml</c>, written from the settings: a test holds the file against this, so that no setting is declared twice.</summary>
public static class ProjectFile
{
    public static string Write()
    {
        var text = new StringBuilder($"""
            # Written from stacks/Plan/Settings.cs; tests/stacks/Plan holds the two together.
            name: {Setting.Namespace}
            description: Medical appointments in two AWS regions at once
            runtime: dotnet
            main: stacks/Deploy
            config:

            """);
        foreach (var setting in Settings.All)
            Write(text, setting);
        return text.ToString();
    }

    private static void Write(StringBuilder text, Setting setting)
    {
        text.Append($"  {setting.Key}:\n");
        if (setting.Type is not SettingType.Structured) // the project file has no type for a structured value
            text.Append($"    type: {TypeName(setting.Type)}\n");
        if (setting.Type is SettingType.TextList)
            text.Append("    items:\n      type: string\n");
        text.Append($"    description: {Quoted(setting.Description)}\n");
        if (DefaultOf(setting) is { } standard)
            text.Append($"    default: {(setting.Type is SettingType.Text ? Quoted(standard) : standard)}\n");
    }

    /// <remarks>
    /// Never <c>secret: true</c>: Pulumi takes it at its word for the default too, and refuses every stack that does not set the secret ("must be encrypted as it's secret"; validateStackConfigValue in pulumi's sdk/go/common/workspace/config.go).
    /// Without a default it would want both of a pair at all times. So a secret is empty until it is set, <see cref="DeploymentSettings"/> says which must be, and <see cref="PlainSecrets"/> refuses one in plain text.
    /// </remarks>
    private static string? DefaultOf(Setting setting) => setting.Default ?? (setting.IsSecret ? "" : null);

    private static string TypeName(SettingType type) => type switch
    {
        SettingType.Text => "string",
        SettingType.WholeNumber => "integer",
        SettingType.YesOrNo => "boolean",
        SettingType.TextList => "array",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "A project file has no such type."),
    };

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";
}
