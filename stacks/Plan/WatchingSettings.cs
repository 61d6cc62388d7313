using System.Collections.Immutable;
using System.Net.Mail;
using System.Text.Json;

namespace Appointments.Plan;

/// <summary>How the environment is watched.</summary>
/// <param name="AlarmEmails">Who is told of alarms; may be nobody.</param>
/// <param name="Runbook">Where the runbook's pages are: a folder of the repository, or its https address; no / at its end.</param>
/// <param name="Tracing">Whether requests are traced by X-Ray, in API Gateway and the functions.</param>
/// <param name="MonthlyBudgetUsd">What the account may spend a month, in USD; 0 where nobody is told.</param>
/// <param name="ContributorInsights">Which keys of the table DynamoDB tells apart: by AWS's name for the mode, null for none.</param>
public sealed record WatchingSettings(ImmutableArray<string> AlarmEmails, string Runbook, bool Tracing, int MonthlyBudgetUsd, string? ContributorInsights)
{
    /// <summary>Source: DynamoDB API, "UpdateContributorInsights", ContributorInsightsMode.</summary>
    private static readonly ImmutableDictionary<string, string?> InsightModes = new Dictionary<string, string?>
    {
        ["off"] = null,
        ["throttled"] = "THROTTLED_KEYS",
        ["all"] = "ACCESSED_AND_THROTTLED_KEYS",
    }.ToImmutableDictionary();

    internal static WatchingSettings Read(SettingsReader read)
    {
        const string rule = "a list of e-mail addresses, none twice, [] for nobody", example = "[oncall@example.com]";
        var emails = read.List(Settings.AlarmEmails, rule, item => item.ValueKind is JsonValueKind.String && MailAddress.TryCreate(item.GetString(), out var address) && address.Address == item.GetString() ? item.GetString() : null, example);
        if (emails.Distinct(StringComparer.OrdinalIgnoreCase).Count() != emails.Length)
            read.Note(Settings.AlarmEmails, string.Join(", ", emails), rule, example);
        return new WatchingSettings(emails, ReadRunbook(read), read.Boolean(Settings.Tracing), read.Integer(Settings.MonthlyBudgetUsd, 0, 10_000_000), ReadInsights(read));
    }

    /// <summary>An alarm's text has 1,024 characters, of which the rest needs some 600. Source: CloudWatch API, "PutMetricAlarm", AlarmDescription.</summary>
    private static string ReadRunbook(SettingsReader read) => read.Text(Settings.RunbookUrl, $"{Settings.RunbookUrl.Default}, or the https address of that folder, no / at its end, 200 characters at most",
        text => text == Settings.RunbookUrl.Default || (text.Length <= 200 && !text.EndsWith('/') && Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "https" && url.Query is "" && url.Fragment is ""),
        "https://github.com/clinics/appointments/blob/main/docs/runbook");

    /// <summary>AWS's own advice: whoever needs keys of items encrypted by a KMS key should not have them shown. Source: DynamoDB API, "UpdateContributorInsights".</summary>
    private static string? ReadInsights(SettingsReader read)
    {
        var text = read.Text(Settings.ContributorInsights, "off, throttled or all", InsightModes.ContainsKey);
        if (text is "" || InsightModes[text] is not { } mode)
            return null;
        if (read.Peek(Settings.CustomerManagedKey) is "true")
            read.Note(Settings.ContributorInsights, text, $"off, because {Settings.CustomerManagedKey.FullKey} encrypts the appointments' ids and this would show them in plain text", "off");
        return mode;
    }
}
