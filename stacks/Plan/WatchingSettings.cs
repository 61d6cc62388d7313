using System.Collections.Immutable;
using System.Net.Mail;
using System.Text.Json;

namespace Appointments.Plan;

/// <summary>How the environment is watched.</summary>
/// <param name="AlarmEmails">Who is told of alarms; may be nobody.</param>
/// <param name="Tracing">Whether requests are traced by X-Ray, in API Gateway and the functions.</param>
public sealed record WatchingSettings(ImmutableArray<string> AlarmEmails, bool Tracing)
{
    internal static WatchingSettings Read(SettingsReader read)
    {
        const string rule = "a list of e-mail addresses, none twice, [] for nobody", example = "[oncall@example.com]";
        var emails = read.List(Settings.AlarmEmails, rule, item => item.ValueKind is JsonValueKind.String && MailAddress.TryCreate(item.GetString(), out var address) && address.Address == item.GetString() ? item.GetString() : null, example);
        if (emails.Distinct(StringComparer.OrdinalIgnoreCase).Count() != emails.Length)
            read.Note(Settings.AlarmEmails, string.Join(", ", emails), rule, example);
        return new WatchingSettings(emails, read.Boolean(Settings.Tracing));
    }
}
