using System.Text.Json.Nodes;
using Appointments.Plan;

namespace Appointments.Checks.Policies;

/// <summary>Whatever travels is encrypted, with TLS 1.2 or newer. DynamoDB and Lambda take nothing else; SQS and SNS only where a policy says so.</summary>
/// <remarks>What is not listed is refused, so that an older name never passes for a newer one: AWS adds names every few years.</remarks>
public sealed class EncryptionInTransit : IPolicy
{
    /// <summary>TLS 1.2 with the suites of 2021, and what came after. Source: AWS, "Supported protocols and ciphers between viewers and CloudFront".</summary>
    private static readonly string[] AtTheEdge = ["TLSv1.2_2021", "TLSv1.2_2025", "TLSv1.3_2025"];

    /// <summary>For regional names: those for the edge of API Gateway would take TLS 1.2 with suites of 2018. Source: AWS, "Supported security policies" (API Gateway).</summary>
    private static readonly string[] AtTheRegion =
    [
        "TLS_1_2", "SecurityPolicy_TLS13_1_2_2021_06", "SecurityPolicy_TLS13_1_2_PQ_2025_09", "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09", "SecurityPolicy_TLS13_1_2_FIPS_PQ_2025_09",
        "SecurityPolicy_TLS13_1_2_FIPS_PFS_PQ_2025_09", "SecurityPolicy_TLS13_1_3_2025_09", "SecurityPolicy_TLS13_1_3_FIPS_2025_09",
    ];

    /// <summary>The newest that CloudFront speaks to an origin. Source: AWS, "Origin settings", minimum origin SSL protocol.</summary>
    private const string ToTheOrigin = "TLSv1.2";

    public string Name => "encryption-in-transit";

    public IEnumerable<Violation> Check(ResourceGraph graph) =>
    [
        .. graph.OfType(AwsTypes.DomainName).Where(name => !AtTheRegion.Contains(name.Text("securityPolicy")))
            .Select(name => new Violation(Name, name.Name, "does not demand TLS 1.2", "set SecurityPolicy to TLS_1_2")),
        .. graph.OfType(AwsTypes.HealthCheck).Where(check => check.Text("type") is "HTTP" or "HTTP_STR_MATCH" or "TCP")
            .Select(check => new Violation(Name, check.Name, $"asks over {check.Text("type")}", "set Type to HTTPS")),
        .. graph.OfType(AwsTypes.Subscription).Where(subscription => subscription.Text("protocol") is "http")
            .Select(subscription => new Violation(Name, subscription.Name, "delivers over HTTP", "subscribe an https endpoint")),
        .. graph.OfType(AwsTypes.Distribution).SelectMany(Distribution),
        .. graph.OfType(AwsTypes.Queue).Where(queue => !graph.OfType(AwsTypes.QueuePolicy).Any(policy => policy.Text("queueUrl") == queue.Output("url") && RefusesHttp(policy, "sqs:*", queue.Output("arn"))))
            .Select(queue => new Violation(Name, queue.Name, "takes messages over plain HTTP", "give it a QueuePolicy by QueueTransport.Guard")),
        .. graph.OfType(AwsTypes.Topic).Where(topic => !graph.OfType(AwsTypes.TopicPolicy).Any(policy => policy.Text("arn") == topic.Output("arn") && RefusesHttp(policy, "sns:Publish", topic.Output("arn"))))
            .Select(topic => new Violation(Name, topic.Name, "takes messages over plain HTTP", "add ResourcePolicy.OverTlsOnly to its TopicPolicy")),
    ];

    /// <summary>Everybody is refused the action without TLS, and nothing else has to hold for it.</summary>
    private static bool RefusesHttp(GraphResource policy, string action, string? arn) => (policy.Document("policy")?["Statement"]?.AsArray() ?? []).Any(statement =>
        statement!["Effect"]?.ToString() is "Deny" && (statement["Principal"] is JsonObject principal ? principal["AWS"] : statement["Principal"])?.ToString() is "*"
        && statement["Action"].Texts().Contains(action) && statement["Resource"].Texts().Contains(arn)
        && statement["Condition"] is JsonObject { Count: 1 } condition && condition["Bool"] is JsonObject { Count: 1 } only && only["aws:SecureTransport"]?.ToString() is "false");

    private IEnumerable<Violation> Distribution(GraphResource distribution)
    {
        if (Behaviours(distribution).Any(behaviour => behaviour?["viewerProtocolPolicy"]?.ToString() is not ("https-only" or "redirect-to-https")))
            yield return new Violation(Name, distribution.Name, "takes plain HTTP from clients", "set ViewerProtocolPolicy of each cache behavior to https-only");
        if (!AtTheEdge.Contains(distribution.Inputs["viewerCertificate"]?["minimumProtocolVersion"]?.ToString()))
            yield return new Violation(Name, distribution.Name, "takes suites older than those of 2021 from clients", $"set MinimumProtocolVersion to one of {string.Join(", ", AtTheEdge)}");
        foreach (var origin in distribution.Inputs["origins"]?.AsArray() ?? [])
        {
            if (origin!["customOriginConfig"] is not { } custom)
                continue;
            if (custom["originProtocolPolicy"]?.ToString() is not "https-only")
                yield return new Violation(Name, distribution.Name, $"goes to {origin["domainName"]} over plain HTTP", "set OriginProtocolPolicy to https-only");
            if (custom["originSslProtocols"].Texts().DefaultIfEmpty("none").Any(protocol => protocol is not ToTheOrigin))
                yield return new Violation(Name, distribution.Name, $"goes to {origin["domainName"]} with less than TLS 1.2", $"set OriginSslProtocols to {ToTheOrigin} alone");
        }
    }

    private static IEnumerable<JsonNode?> Behaviours(GraphResource distribution) =>
        [distribution.Inputs["defaultCacheBehavior"], .. distribution.Inputs["orderedCacheBehaviors"]?.AsArray() ?? []];
}
