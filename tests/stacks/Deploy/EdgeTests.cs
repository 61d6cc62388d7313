using System.Text.Json.Nodes;
using Appointments.Plan;

namespace Appointments.Tests.Deploy;

/// <summary>What clients reach. That CloudFront and WAF take these values, only AWS can prove.</summary>
[Collection(nameof(Recorded))]
public sealed class EdgeTests(Recorded recorded)
{
    private const string Distribution = "aws:cloudfront/distribution:Distribution", Record = "aws:route53/record:Record", Protection = "aws:shield/protection:Protection";

    public static TheoryData<string> Stacks => new(Recorded.Stacks);

    private static string[] Texts(JsonNode list) => [.. list.AsArray().Select(item => item!.ToString())];

    private async Task<(ResourceGraph Graph, JsonObject Distribution)> EdgeAsync(string stack, params string[] overrides)
    {
        var graph = await recorded.GraphAsync(stack, overrides);
        return (graph, Assert.Single(graph.OfType(Distribution)).Inputs);
    }

    [Theory, MemberData(nameof(Stacks))]
    public async Task TheEdge_SpeaksOnlyModernEncryptedHttp_UnderItsOwnName(string stack)
    {
        var (graph, edge) = await EdgeAsync(stack);
        var certificate = graph.Named("aws:acm/certificate:Certificate", "global-edge-certificate");

        Assert.Equal([$"api.{Recorded.Settings(stack).Dns.Zone}"], Texts(edge["aliases"]!));
        Assert.Equal(("http2and3", "https-only", true), (edge["httpVersion"]!.ToString(), edge["defaultCacheBehavior"]!["viewerProtocolPolicy"]!.ToString(), edge["defaultCacheBehavior"]!["compress"]!.GetValue<bool>()));
        Assert.Equal(("TLSv1.2_2021", "sni-only"), (edge["viewerCertificate"]!["minimumProtocolVersion"]!.ToString(), edge["viewerCertificate"]!["sslSupportMethod"]!.ToString()));
        Assert.Equal(certificate.Outputs["arn"]!.ToString(), edge["viewerCertificate"]!["acmCertificateArn"]!.ToString());
        Assert.Equal(("us-east-1", edge["aliases"]![0]!.ToString()), (certificate.Region, certificate.Inputs["domainName"]!.ToString()));
        Assert.Contains(graph.Named("aws:acm/certificateValidation:CertificateValidation", "global-edge-certificate-issued").Urn, graph.Named(Distribution, "global-edge").DependsOn);
    }

    [Theory, MemberData(nameof(Stacks))]
    public async Task ItsNames_LeadToTheDistribution_AndItsCertificateIsProven(string stack)
    {
        var (graph, _) = await EdgeAsync(stack);
        var distribution = graph.Named(Distribution, "global-edge");
        var asked = graph.Named("aws:acm/certificate:Certificate", "global-edge-certificate").Outputs["domainValidationOptions"]![0]!;

        Assert.All(new[] { "a", "aaaa" }, type =>
        {
            var record = graph.Named(Record, $"global-edge-api-{type}");
            Assert.Equal((type.ToUpperInvariant(), $"api.{Recorded.Settings(stack).Dns.Zone}"), (record.Inputs["type"]!.ToString(), record.Inputs["name"]!.ToString()));
            Assert.Equal(distribution.Outputs["domainName"]!.ToString(), Assert.Single(record.Inputs["aliases"]!.AsArray())!["name"]!.ToString());
        });
        Assert.Equal(asked["resourceRecordName"]!.ToString(), graph.Named(Record, "global-edge-certificate-proof").Inputs["name"]!.ToString());
    }

    [Theory, MemberData(nameof(Stacks))]
    public async Task TheOrigin_IsTheNameThatRoute53Moves_ReachedOverTlsWithTheSecretAndWithoutTheViewersHost(string stack)
    {
        var (_, edge) = await EdgeAsync(stack);

        var origin = Assert.Single(edge["origins"]!.AsArray())!;
        var header = Assert.Single(origin["customHeaders"]!.AsArray())!;

        Assert.Equal(Recorded.Settings(stack).Dns.Origin, origin["domainName"]!.ToString());
        Assert.Equal("https-only", origin["customOriginConfig"]!["originProtocolPolicy"]!.ToString());
        Assert.Equal(["TLSv1.2"], Texts(origin["customOriginConfig"]!["originSslProtocols"]!));
        Assert.Equal(("x-origin-secret", "[secret]"), (header["name"]!.ToString(), header["value"]!.ToString()));
        Assert.Equal("b689b0a8-53d0-40ab-baf2-68738e2966ac", edge["defaultCacheBehavior"]!["originRequestPolicyId"]!.ToString());
    }

    [Theory, MemberData(nameof(Stacks))]
    public async Task NoAnswer_IsKept_NotEvenAnError(string stack)
    {
        var (graph, edge) = await EdgeAsync(stack);
        var policy = Assert.Single(graph.OfType("aws:cloudfront/cachePolicy:CachePolicy"));
        var kept = policy.Inputs["parametersInCacheKeyAndForwardedToOrigin"]!;
        var errors = edge["customErrorResponses"]!.AsArray();

        Assert.Equal(policy.Outputs["id"]!.ToString(), edge["defaultCacheBehavior"]!["cachePolicyId"]!.ToString());
        Assert.Equal((0, 0, 1), (policy.Inputs["minTtl"]!.GetValue<int>(), policy.Inputs["defaultTtl"]!.GetValue<int>(), policy.Inputs["maxTtl"]!.GetValue<int>()));
        Assert.Equal(["x-api-key"], Texts(kept["headersConfig"]!["headers"]!["items"]!));
        Assert.Equal("all", kept["queryStringsConfig"]!["queryStringBehavior"]!.ToString());
        Assert.Equal([400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504], errors.Select(error => error!["errorCode"]!.GetValue<int>()));
        Assert.All(errors, error => Assert.Equal(0, error!["errorCachingMinTtl"]!.GetValue<int>()));
    }

    [Theory, MemberData(nameof(Stacks))]
    public async Task EveryAnswer_CarriesSecurityHeaders(string stack)
    {
        var (graph, edge) = await EdgeAsync(stack);
        var policy = Assert.Single(graph.OfType("aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy"));
        var security = policy.Inputs["securityHeadersConfig"]!.AsObject();

        Assert.Equal(policy.Outputs["id"]!.ToString(), edge["defaultCacheBehavior"]!["responseHeadersPolicyId"]!.ToString());
        Assert.Equal(["contentSecurityPolicy", "contentTypeOptions", "frameOptions", "referrerPolicy", "strictTransportSecurity"], security.Select(header => header.Key).Order());
        Assert.True(security["strictTransportSecurity"]!["accessControlMaxAgeSec"]!.GetValue<int>() >= 31_536_000);
        Assert.Equal("Cache-Control no-store", policy.Inputs["customHeadersConfig"]!["items"]!.AsArray().Select(item => $"{item!["header"]} {item["value"]}").Single());
    }

    [Theory, MemberData(nameof(Stacks))]
    public async Task AccessLogs_AreKeptAsLongAsTheSettingsSay_WithoutQueriesCookiesOrKeys(string stack)
    {
        var (graph, _) = await EdgeAsync(stack);
        var group = graph.Named("aws:cloudwatch/logGroup:LogGroup", "global-edge-access");
        var source = Assert.Single(graph.OfType("aws:cloudwatch/logDeliverySource:LogDeliverySource"));
        var destination = Assert.Single(graph.OfType("aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination"));
        var delivery = Assert.Single(graph.OfType("aws:cloudwatch/logDelivery:LogDelivery"));
        var fields = Texts(delivery.Inputs["recordFields"]!);

        Assert.Equal(Recorded.Settings(stack).LogRetentionDays, group.Inputs["retentionInDays"]!.GetValue<int>());
        Assert.Equal(graph.Named(Distribution, "global-edge").Outputs["arn"]!.ToString(), source.Inputs["resourceArn"]!.ToString());
        Assert.Equal(group.Outputs["arn"]!.ToString(), destination.Inputs["deliveryDestinationConfiguration"]!["destinationResourceArn"]!.ToString());
        Assert.Equal((source.Outputs["name"]!.ToString(), destination.Outputs["arn"]!.ToString()), (delivery.Inputs["deliverySourceName"]!.ToString(), delivery.Inputs["deliveryDestinationArn"]!.ToString()));
        Assert.Contains("sc-status", fields);
        Assert.DoesNotContain(fields, field => field.Contains("query") || field.Contains("Cookie") || field.Contains("key") || field.Contains("Referer"));
    }

    [Fact]
    public async Task WhatIsAtTheEdge_IsMadeInUsEast1_EvenWhereNoRegionIsThere()
    {
        var (graph, _) = await EdgeAsync("prod", "regions=[eu-west-1, sa-east-1]", "primaryRegion=eu-west-1");

        var edge = graph.Aws().Where(resource => resource.Name.StartsWith("global-edge")).ToArray();

        Assert.True(edge.Length > 12);
        Assert.All(edge, resource => Assert.Equal("global", resource.Provider));
        Assert.All(edge, resource => Assert.Contains(resource.Region, new[] { null, "us-east-1" }));
    }

    [Fact]
    public async Task ShieldAdvanced_CoversTheEdgeAndTheZone_OnlyWhereItIsSaid()
    {
        var (without, _) = await EdgeAsync("prod");
        var (with, _) = await EdgeAsync("prod", "shieldAdvanced=true");

        Assert.Empty(without.OfType(Protection));
        Assert.Equal(new[] { with.Named(Distribution, "global-edge").Outputs["arn"]!.ToString(), with.Resources.Single(resource => resource.Read && resource.Type.StartsWith("aws:route53/")).Outputs["arn"]!.ToString() }.Order(),
            with.OfType(Protection).Select(protection => protection.Inputs["resourceArn"]!.ToString()).Order());
    }
}
