using Appointments.Plan;

namespace Appointments.Checks.Policies;

/// <summary>Whatever travels is encrypted, with TLS 1.2 or newer. SQS, DynamoDB, SNS and Lambda take nothing else from the SDKs.</summary>
public sealed class EncryptionInTransit : IPolicy
{
    public string Name => "encryption-in-transit";

    public IEnumerable<Violation> Check(ResourceGraph graph) =>
    [
        .. graph.OfType(AwsTypes.DomainName).Where(name => name.Text("securityPolicy") is not { } policy || policy is "TLS_1_0")
            .Select(name => new Violation(Name, name.Name, "does not demand TLS 1.2", "set SecurityPolicy to TLS_1_2")),
        .. graph.OfType(AwsTypes.HealthCheck).Where(check => check.Text("type") is "HTTP" or "HTTP_STR_MATCH" or "TCP")
            .Select(check => new Violation(Name, check.Name, $"asks over {check.Text("type")}", "set Type to HTTPS")),
        .. graph.OfType(AwsTypes.Subscription).Where(subscription => subscription.Text("protocol") is "http")
            .Select(subscription => new Violation(Name, subscription.Name, "delivers over HTTP", "subscribe an https endpoint")),
        .. graph.OfType(AwsTypes.Distribution).SelectMany(Distribution),
    ];

    private IEnumerable<Violation> Distribution(GraphResource distribution)
    {
        if (distribution.Inputs["defaultCacheBehavior"]?["viewerProtocolPolicy"]?.ToString() is not ("https-only" or "redirect-to-https"))
            yield return new Violation(Name, distribution.Name, "takes plain HTTP from clients", "set ViewerProtocolPolicy to https-only");
        if (distribution.Inputs["viewerCertificate"]?["minimumProtocolVersion"]?.ToString().StartsWith("TLSv1.2") is not true)
            yield return new Violation(Name, distribution.Name, "does not demand TLS 1.2 of clients", "set MinimumProtocolVersion to TLSv1.2_2021");
        foreach (var origin in distribution.Inputs["origins"]?.AsArray() ?? [])
            if (origin!["customOriginConfig"] is { } custom && custom["originProtocolPolicy"]?.ToString() is not "https-only")
                yield return new Violation(Name, distribution.Name, $"goes to {origin["domainName"]} over plain HTTP", "set OriginProtocolPolicy to https-only");
    }
}
