using System.Text.RegularExpressions;
using Appointments.Graph;

namespace Appointments.Tests.Cli.Runbook;

/// <summary>What stands, on the local run or for the AWS CLI, in the place of the words in capitals; the one list of them. docs/runbook.md says for each where a person finds it.</summary>
internal static partial class PageWords
{
    /// <summary>Of the form that AWS gives such names, where its CLI looks at the form.</summary>
    public static readonly IReadOnlyDictionary<string, string> Stand = new Dictionary<string, string>
    {
        ["REGION"] = "us-east-1",
        ["OTHER_REGION"] = "sa-east-1",
        ["FUNCTION"] = "us-east-1-peru-register-1a2b3c4",
        ["LOG_GROUP"] = "us-east-1-peru-register-log-1a2b3c4",
        ["ACCESS_LOG"] = "us-east-1-api-access-log-1a2b3c4",
        ["FIREWALL_LOG"] = "aws-waf-logs-us-east-1-firewall-1a2b3c4",
        ["QUEUE_URL"] = "https://sqs.us-east-1.amazonaws.com/123456789012/us-east-1-peru-dead-1a2b3c4.fifo",
        ["OLD_SECRET"] = "value-of-the-one-before-24-and-more",
        ["QUEUE"] = "us-east-1-peru-dead-1a2b3c4.fifo",
        ["MAPPING"] = "14e0db71-5d35-4eb5-b481-8945cf9d10c2",
        ["KEY_ID"] = "mrk-1234abcd12ab34cd56ef1234567890ab",
        ["VAULT"] = "us-east-1-backups-vault-1a2b3c4",
        ["TABLE_ARN"] = "arn:aws:dynamodb:us-east-1:123456789012:table/global-ledger-table-1a2b3c4",
        ["RESTORED"] = "global-appointments-362eda2", // the living one, of dev: nothing is missing in it
        ["ROLE_ARN"] = "arn:aws:iam::123456789012:role/global-backups-role-1a2b3c4",
        ["PLAN_ID"] = "a1b2c3",
        ["OLD_KEY_ID"] = "d4e5f6",
        ["DISTRIBUTION"] = "E2QWRUHEXAMPLE",
        ["ZONE_ID"] = "Z3M3LMPEXAMPLE",
        ["ARC_PLAN_ARN"] = "arn:aws:arc-region-switch::123456789012:plan/appointments:a1b2c3",
        ["HEALTH_CHECK"] = "abcdef11-2222-3333-4444-555555fedcba",
        ["OWN"] = "abcdef11-2222-3333-4444-555555fedcbb",
        ["DRAINED"] = "abcdef11-2222-3333-4444-555555fedcbc",
        ["ARC"] = "abcdef11-2222-3333-4444-555555fedcbd",
        ["COMMIT"] = "HEAD",
        ["NUMBER"] = "4000",
        ["ID"] = "id-runbook",
        ["KEY"] = StackConfiguration.SecretPlaceholder,
    };

    /// <summary>A command as the local run or the AWS CLI is to get it.</summary>
    /// <param name="edge">The local run's stage at the edge.</param>
    /// <param name="regions">And in each region.</param>
    public static string Fill(string line, Uri edge, IReadOnlyDictionary<string, Uri> regions)
    {
        line = line.Replace("https://api.ZONE/Prod", edge.ToString());
        line = Word().Replace(line, word => word.Groups["literal"].Success ? word.Value : Stand.GetValueOrDefault(word.Value, word.Value));
        foreach (var (region, url) in regions)
            line = line.Replace($"https://{region}.origin.ZONE/Prod", url.ToString());
        return Operators().Replace(line, "$1"); // these verbs work the same on the local run, which is found without it
    }

    /// <summary>The words of a command that a person is to replace: in capitals, and not in single quotation marks.</summary>
    public static IEnumerable<string> In(string line) => Word().Matches(line).Where(word => !word.Groups["literal"].Success).Select(word => word.Value);

    [GeneratedRegex(@"(?<literal>'[^']*'|--reason ""[^""]*""|\$\{?\w+|\w+=)|(?<![\w.%-])[A-Z][A-Z_]+(?![\w])")]
    private static partial Regex Word();

    [GeneratedRegex(@"(\./appointments (?:region|quarantine|backup) .*?) --stack prod")]
    private static partial Regex Operators();
}
