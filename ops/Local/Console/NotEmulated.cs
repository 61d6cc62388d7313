using System.Collections.Immutable;

namespace Appointments.Local.Console;

/// <summary>What the local run does not do. docs/fidelity.md says how what it does differs from AWS.</summary>
public static class NotEmulated
{
    /// <summary>As a run says it when it starts.</summary>
    public static string Sentence => $"Not emulated: {string.Join("; ", List)}.";

    public static ImmutableArray<string> List { get; } =
    [
        "IAM: every call is allowed",
        "encryption at rest and in transit: plain HTTP on loopback",
        "DNS: names are resolved inside the run only; docs/fidelity.md says what the router does as Route 53 does",
        "CloudWatch: function logs are files, metrics are lines in them; no alarms but those that autoDrain hears, no access log, dashboard, Contributor Insights or e-mail; AWS Budgets",
        "X-Ray tracing",
        "CloudFront and WAF: the edge is a proxy without cache, compression, security headers, managed rules, rate rule or origin secret, and keeps the rules about bodies alone (16 KB, no Content-Encoding); Shield",
        "point-in-time recovery, deletion protection, TTL deletion, backups and their vault lock, KMS keys",
        "Fault Injection Service: ./appointments fault makes faults without it",
        "throttling by AWS's own quotas, API Gateway's cache",
    ];
}
