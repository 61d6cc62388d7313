namespace Appointments.Plan;

/// <summary>What a person does to set a setting: in the stack that is meant, whichever is selected in Pulumi.</summary>
public static class Mend
{
    /// <summary>A value that every secret takes, made where the command is typed.</summary>
    public const string NewSecret = "\"$(openssl rand -hex 24)\"";

    /// <param name="value">As a shell or the stack's file takes it.</param>
    public static string Of(Setting setting, string stack, string value) => setting.IsList
        ? $"edit {setting.FullKey} in Pulumi.{stack}.yaml, such as {value}"
        : $"pulumi config set {(setting.IsSecret ? "--secret " : "")}{setting.FullKey} {value} --stack {stack}";
}
