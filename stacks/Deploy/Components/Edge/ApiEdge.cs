using System.Collections.Immutable;
using Appointments.Plan;
using Appointments.Plan.Edge;
using Pulumi;
using Pulumi.Aws.CloudFront;
using Pulumi.Aws.CloudFront.Inputs;
using Pulumi.Aws.Route53;
using Pulumi.Aws.Route53.Inputs;
using Pulumi.Aws.Shield;

namespace Appointments.Deploy.Components.Edge;

/// <param name="ZoneId">The hosted zone.</param>
/// <param name="Secret">What the edge shows the regions.</param>
/// <param name="Regions">The regions' firewalls: they accept the secret before the edge sends it.</param>
public sealed record ApiEdgeArgs(Output<string> ZoneId, DeploymentSettings Settings, Output<string> Secret, ImmutableArray<RegionFirewall> Regions);

/// <summary>What clients reach: a distribution that encrypts, guards, logs, keeps nothing, and sends on to the region that Route 53 chooses.</summary>
public sealed class ApiEdge : ComponentResource
{
    private const string Origin = "origin";

    /// <summary>
    /// The errors that CloudFront would keep for 10 s, whatever <c>Cache-Control</c> says for most of them: an appointment that was not there yet would stay away.
    /// </summary>
    /// <remarks>Source: AWS, "Control how long CloudFront caches errors"; the codes: CloudFront API, "CustomErrorResponse".</remarks>
    private static readonly int[] KeptErrors = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];

    private readonly string name;
    private readonly ApiEdgeArgs args;

    /// <summary>Under which CloudWatch counts what the firewall does.</summary>
    public string FirewallMetricName { get; }

    private readonly CustomResourceOptions child;

    public ApiEdge(string name, ApiEdgeArgs args, ComponentResourceOptions options) : base("appointments:edge:ApiEdge", name, options)
    {
        this.name = name;
        this.args = args;
        child = new CustomResourceOptions { Parent = this };
        var part = new ComponentResourceOptions { Parent = this };
        var certificate = new EdgeCertificate($"{name}-certificate", new EdgeCertificateArgs(args.ZoneId, args.Settings.Dns), part);
        var rules = FirewallRules.AtTheEdge(args.Settings.Edge);
        var firewall = new Firewall($"{name}-firewall", new FirewallArgs("CLOUDFRONT", Output.Create(FirewallRule.Json(rules)), rules, args.Settings.LogRetentionDays), part);
        FirewallMetricName = firewall.MetricName;
        var distribution = Distribute(certificate.Arn, firewall.Arn, new EdgePolicies($"{name}-policies", part));
        _ = new AccessLog($"{name}-access", new AccessLogArgs(distribution.Arn, args.Settings.LogRetentionDays), part);
        foreach (var type in new[] { "A", "AAAA" })
            Point(type, distribution);
        if (args.Settings.Edge.ShieldAdvanced)
            Shield(distribution);
        RegisterOutputs();
    }

    private Distribution Distribute(Output<string> certificateArn, Output<string> firewallArn, EdgePolicies policies) => new(name, new DistributionArgs
    {
        Enabled = true,
        Aliases = [args.Settings.Dns.Api],
        HttpVersion = "http2and3",
        IsIpv6Enabled = true,
        PriceClass = "PriceClass_All", // the only one with edges in South America (AWS, "CloudFront pricing")
        WebAclId = firewallArn,
        ViewerCertificate = new DistributionViewerCertificateArgs { AcmCertificateArn = certificateArn, MinimumProtocolVersion = "TLSv1.2_2021", SslSupportMethod = "sni-only" },
        Restrictions = new DistributionRestrictionsArgs { GeoRestriction = new DistributionRestrictionsGeoRestrictionArgs { RestrictionType = "none" } },
        Origins = [RegionThatServes],
        DefaultCacheBehavior = Behaviour(policies),
        CustomErrorResponses = KeptErrors.Select(code => new DistributionCustomErrorResponseArgs { ErrorCode = code, ErrorCachingMinTtl = 0 }).ToList(),
    }, new CustomResourceOptions { Parent = this, DependsOn = args.Regions.Select(region => (Resource)region.Rules).ToList() });

    private DistributionOriginArgs RegionThatServes => new()
    {
        OriginId = Origin,
        DomainName = args.Settings.Dns.Origin,
        ConnectionAttempts = 2,
        ConnectionTimeout = 5, // a region that is gone: 10 s instead of 30 s until the client is told
        CustomOriginConfig = new DistributionOriginCustomOriginConfigArgs
        {
            HttpPort = 80,
            HttpsPort = 443,
            OriginProtocolPolicy = "https-only",
            OriginSslProtocols = ["TLSv1.2"],
            OriginReadTimeout = 30, // API Gateway gives up after 29 s
            OriginKeepaliveTimeout = 5, // an open connection stays with its region when Route 53 moves on
        },
        CustomHeaders = [new DistributionOriginCustomHeaderArgs { Name = EdgeSettings.SecretHeader, Value = args.Secret }], // replaces what a client sends under this name
    };

    private static DistributionDefaultCacheBehaviorArgs Behaviour(EdgePolicies policies) => new()
    {
        TargetOriginId = Origin,
        ViewerProtocolPolicy = "https-only", // no redirect: a key that came in the clear is known already
        AllowedMethods = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"], // CloudFront has no smaller set with POST; the API answers 405 to the rest
        CachedMethods = ["GET", "HEAD"],
        Compress = true,
        CachePolicyId = policies.CachePolicyId,
        OriginRequestPolicyId = EdgePolicies.AllButHost,
        ResponseHeadersPolicyId = policies.ResponseHeadersPolicyId,
    };

    private void Point(string type, Distribution distribution) => _ = new Record($"{name}-api-{type.ToLowerInvariant()}", new RecordArgs
    {
        ZoneId = args.ZoneId,
        Name = args.Settings.Dns.Api,
        Type = type,
        Aliases = [new RecordAliasArgs { Name = distribution.DomainName, ZoneId = distribution.HostedZoneId, EvaluateTargetHealth = false }], // CloudFront takes no true
    }, child);

    private void Shield(Distribution distribution)
    {
        _ = new Protection($"{name}-shield", new ProtectionArgs { ResourceArn = distribution.Arn }, child);
        _ = new Protection($"{name}-zone-shield", new ProtectionArgs { ResourceArn = args.ZoneId.Apply(zone => $"arn:aws:route53:::hostedzone/{zone}") }, child);
    }
}
