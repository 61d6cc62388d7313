using System.Collections.Immutable;
using static Appointments.Graph.AwsShape;

namespace Appointments.Graph;

/// <summary>What CloudFront, WAF, Shield and CloudWatch's log deliveries would add to a resource's inputs.</summary>
internal static class EdgeState
{
    /// <summary>The zone of every distribution's name. Source: Route 53 API, "AliasTarget".</summary>
    private const string CloudFrontZone = "Z2FDTNDATAQYW2";

    /// <returns>Null where the type is none of these.</returns>
    public static (string Id, Dictionary<string, object> Computed)? Of(string type, string name, string physical, string region, ImmutableDictionary<string, object> inputs)
    {
        var uuid = Uuid(type, name);
        return type switch
        {
            "aws:cloudfront/distribution:Distribution" => Distribution(Id(type, name)),
            "aws:cloudfront/cachePolicy:CachePolicy" or "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy" => (uuid, new() { ["name"] = physical }),
            "aws:wafv2/webAcl:WebAcl" => (uuid, new()
            {
                ["name"] = physical,
                ["arn"] = Arn("wafv2", region, $"{((string)inputs["scope"] is "CLOUDFRONT" ? "global" : "regional")}/webacl/{physical}/{uuid}"),
            }),
            "aws:wafv2/webAclAssociation:WebAclAssociation" => ($"{inputs["webAclArn"]},{inputs["resourceArn"]}", []),
            "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration" => ((string)inputs["resourceArn"], []),
            "aws:cloudwatch/logDeliverySource:LogDeliverySource" => (physical, new() { ["name"] = physical, ["arn"] = Arn("logs", region, $"delivery-source:{physical}") }),
            "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination" => (physical, new() { ["name"] = physical, ["arn"] = Arn("logs", region, $"delivery-destination:{physical}") }),
            "aws:cloudwatch/logDelivery:LogDelivery" => (Id(type, name), new() { ["arn"] = Arn("logs", region, $"delivery:{Id(type, name)}") }),
            "aws:shield/protection:Protection" => (uuid, new() { ["name"] = physical, ["arn"] = $"arn:aws:shield::{AccountId}:protection/{uuid}" }),
            _ => null,
        };
    }

    private static (string, Dictionary<string, object>) Distribution(string id)
    {
        var distribution = $"E{id.ToUpperInvariant()}";
        return (distribution, new()
        {
            ["arn"] = $"arn:aws:cloudfront::{AccountId}:distribution/{distribution}",
            ["domainName"] = $"d{id}.cloudfront.net",
            ["hostedZoneId"] = CloudFrontZone,
        });
    }
}
