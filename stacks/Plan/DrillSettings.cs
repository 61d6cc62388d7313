namespace Appointments.Plan;

/// <summary>Who may drill, but for the key's value.</summary>
/// <param name="HasKey">Whether there is a key of drills.</param>
/// <param name="RequestsPerMonth">What one region allows that key.</param>
/// <param name="FaultInjection">Whether there are templates of AWS Fault Injection Service.</param>
public sealed record DrillSettings(bool HasKey, int RequestsPerMonth, bool FaultInjection)
{
    internal static DrillSettings Read(SettingsReader read)
    {
        var key = read.Text(Settings.DrillApiKey, "20 to 128 characters, or nothing", text => text is "" || text.Length is >= 20 and <= 128, Mend.NewSecret);
        // API Gateway refuses two keys of one value, and a clinic with the key of drills could do nothing.
        if (key is not "" && (key == read.Peek(Settings.ApiKey) || key == read.Peek(Settings.ApiKeySecond)))
            read.Note(Settings.DrillApiKey, key, $"another value than {Settings.ApiKey.FullKey} and {Settings.ApiKeySecond.FullKey}", Mend.NewSecret);
        return new DrillSettings(key is not "", read.Integer(Settings.DrillRequestsPerMonth, 1, int.MaxValue), read.Boolean(Settings.FaultInjection));
    }
}
