using System.Text.Json.Nodes;

namespace Appointments.Cost.Services;

/// <summary>A web ACL, each of its rules (a managed group is one), and every request that it looks at.</summary>
internal sealed class WafCost : IServiceCost
{
    private const string Name = "WAF", WebAcl = "aws:wafv2/webAcl:WebAcl";

    public IReadOnlyCollection<string> Types => [WebAcl];

    public IEnumerable<CostLine> Lines(Bill bill)
    {
        foreach (var acl in bill.Graph.OfType(WebAcl))
        {
            var isEdge = acl.Inputs["scope"]!.ToString() is "CLOUDFRONT";
            var region = isEdge ? null : acl.Region;
            yield return bill.Fixed(Name, region, "web ACLs", 1, "waf.acls", acl.Name);
            yield return bill.Fixed(Name, region, "rules", JsonNode.Parse(acl.Inputs["ruleJson"]!.ToString())!.AsArray().Count, "waf.rules", acl.Name);
            yield return bill.PerRequest(Name, region, "requests of clients", (isEdge ? bill.Workload.Requests : bill.InARegion(bill.Workload.Requests)) / 1_000_000, "waf.requests", acl.Name);
            if (region is not null)
                yield return bill.Fixed(Name, region, "requests of health checkers", bill.HealthRequests(region) / 1_000_000, "waf.requests", acl.Name);
        }
    }
}
