using Pulumi;
using Pulumi.Aws.CloudFront;
using Pulumi.Aws.CloudFront.Inputs;

namespace Appointments.Deploy.Components.Edge;

/// <summary>What CloudFront keeps, sends on and adds to answers: nothing, everything but <c>Host</c>, and headers that keep browsers careful.</summary>
public sealed class EdgePolicies : ComponentResource
{
    /// <summary>AWS's own AllViewerExceptHostHeader: with the viewer's <c>Host</c> API Gateway would answer 403.</summary>
    /// <remarks>Source: AWS, "Use managed origin request policies".</remarks>
    public const string AllButHost = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

    private const int TwoYearsInSeconds = 63_072_000;

    [Output] public Output<string> CachePolicyId { get; private set; }

    [Output] public Output<string> ResponseHeadersPolicyId { get; private set; }

    public EdgePolicies(string name, ComponentResourceOptions options) : base("appointments:edge:EdgePolicies", name, options)
    {
        var child = new CustomResourceOptions { Parent = this };
        CachePolicyId = new CachePolicy($"{name}-cache", Cache, child).Id;
        ResponseHeadersPolicyId = new ResponseHeadersPolicy($"{name}-headers", Headers, child).Id;
        RegisterOutputs();
    }

    /// <summary>
    /// An answer is kept for as long as it says, and none says so: functions say <c>no-store</c>, the gateway nothing, which is 0 s here. AWS's CachingDisabled would do
    /// the same, but switches compression off with it; a policy that compresses must allow a second. The key is part of what is looked up, so that even then no clinic gets
    /// another's answer.
    /// </summary>
    /// <remarks>Source: AWS, "Understand cache policies" (with a minimum of 0 an origin's no-store holds); "Serve compressed files".</remarks>
    private static CachePolicyArgs Cache => new()
    {
        MinTtl = 0,
        DefaultTtl = 0,
        MaxTtl = 1,
        ParametersInCacheKeyAndForwardedToOrigin = new CachePolicyParametersInCacheKeyAndForwardedToOriginArgs
        {
            EnableAcceptEncodingBrotli = true,
            EnableAcceptEncodingGzip = true,
            HeadersConfig = new CachePolicyParametersInCacheKeyAndForwardedToOriginHeadersConfigArgs
            {
                HeaderBehavior = "whitelist",
                Headers = new CachePolicyParametersInCacheKeyAndForwardedToOriginHeadersConfigHeadersArgs { Items = ["x-api-key"] },
            },
            QueryStringsConfig = new CachePolicyParametersInCacheKeyAndForwardedToOriginQueryStringsConfigArgs { QueryStringBehavior = "all" },
            CookiesConfig = new CachePolicyParametersInCacheKeyAndForwardedToOriginCookiesConfigArgs { CookieBehavior = "none" },
        },
    };

    private static ResponseHeadersPolicyArgs Headers => new()
    {
        SecurityHeadersConfig = new ResponseHeadersPolicySecurityHeadersConfigArgs
        {
            StrictTransportSecurity = new ResponseHeadersPolicySecurityHeadersConfigStrictTransportSecurityArgs { AccessControlMaxAgeSec = TwoYearsInSeconds, IncludeSubdomains = true, Override = true },
            ContentTypeOptions = new ResponseHeadersPolicySecurityHeadersConfigContentTypeOptionsArgs { Override = true },
            FrameOptions = new ResponseHeadersPolicySecurityHeadersConfigFrameOptionsArgs { FrameOption = "DENY", Override = true },
            ReferrerPolicy = new ResponseHeadersPolicySecurityHeadersConfigReferrerPolicyArgs { ReferrerPolicy = "no-referrer", Override = true },
            ContentSecurityPolicy = new ResponseHeadersPolicySecurityHeadersConfigContentSecurityPolicyArgs { ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'", Override = true },
        },
        CustomHeadersConfig = new ResponseHeadersPolicyCustomHeadersConfigArgs // the gateway's own answers say nothing about caches on the way
        {
            Items = [new ResponseHeadersPolicyCustomHeadersConfigItemArgs { Header = "Cache-Control", Value = "no-store", Override = true }],
        },
    };
}
