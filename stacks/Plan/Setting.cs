namespace Appointments.Plan;

/// <summary>The type of a setting: <c>string</c>, <c>integer</c>, <c>boolean</c>, an array of <c>string</c> in a Pulumi project file. A project file cannot type an object (pulumi/pulumi #11321), so a structured setting has none.</summary>
public enum SettingType
{
    Text,
    WholeNumber,
    YesOrNo,
    TextList,
    Structured,
}

/// <summary>One setting of a deployment: declared in <c>Pulumi.yaml</c>, set per environment, read once.</summary>
/// <param name="Key">Without the project's prefix, such as <c>primaryRegion</c>.</param>
/// <param name="Default">As text; null where every environment must say it.</param>
/// <param name="Description">What it does and why the default is what it is: one sentence or two.</param>
public sealed record Setting(string Key, SettingType Type, string? Default, string Description)
{
    public const string Namespace = "appointments";

    /// <summary>Such as <c>appointments:primaryRegion</c>, as the configuration files and <c>pulumi config set</c> spell it.</summary>
    public string FullKey => $"{Namespace}:{Key}";

    /// <summary>A secret stands encrypted in a stack's file, or not at all, and is read by the program as a secret output. Empty is not set: Pulumi hands over every default.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Of a secret that can be valid beside another: that one, which need not be set where this one is.</summary>
    public Setting? StandsFor { get; init; }

    /// <summary>Set by editing the stack's file: a command line takes no list in one word.</summary>
    public bool IsList => Type is SettingType.TextList or SettingType.Structured;
}
