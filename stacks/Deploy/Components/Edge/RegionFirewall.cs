using System.Collections.Immutable;
using Appointments.Plan;
using Appointments.Plan.Edge;
using Pulumi;
using Pulumi.Aws.ApiGateway;
using Pulumi.Aws.WafV2;

namespace Appointments.Deploy.Components.Edge;

/// <param name="WatchedRegion">The region of which this one tells, without a key, whether it is drained.</param>
/// <param name="Stage">What it stands before.</param>
/// <param name="Secrets">Those of the edge that are accepted, wherever <see cref="EdgeSettings.ProtectOrigin"/> is set.</param>
public sealed record RegionFirewallArgs(string WatchedRegion, EdgeSettings Settings, int LogRetentionDays, Stage Stage, ImmutableArray<Output<string>> Secrets);

/// <summary>The firewall before one region's stage: only the edge comes in where the origin is protected, and no body over 16 KB wherever it comes from.</summary>
public sealed class RegionFirewall : ComponentResource
{
    /// <summary>The rules, for what must not change before them.</summary>
    public WebAcl Rules { get; }

    /// <summary>Under which CloudWatch counts what it does.</summary>
    public string MetricName { get; }

    public RegionFirewall(string name, RegionFirewallArgs args, ComponentResourceOptions options) : base("appointments:edge:RegionFirewall", name, options)
    {
        // AWS's pages do not say whether WAF sees a path before the base path mapping takes the stage off it or after; both name the same two answers.
        string[] open = [.. new[] { ApiPaths.Health, ApiPaths.Drained(args.WatchedRegion) }.SelectMany(path => new[] { $"/{ApiPaths.Stage}{path}", path })];
        var rules = args.Settings.ProtectOrigin
            ? Output.All(args.Secrets).Apply(secrets => FirewallRule.Json(FirewallRules.BeforeARegion(open, secrets)))
            : Output.Create(FirewallRule.Json(FirewallRules.BeforeARegion(open, [])));
        var answering = FirewallRules.BeforeARegion(open, [""]); // of a region that is closed, wherever it is: closing it later changes rules alone
        var firewall = new Firewall(name, new FirewallArgs("REGIONAL", rules, answering, args.LogRetentionDays), new ComponentResourceOptions { Parent = this });
        (Rules, MetricName) = (firewall.WebAcl, firewall.MetricName);
        _ = new WebAclAssociation($"{name}-association", new WebAclAssociationArgs { ResourceArn = args.Stage.Arn, WebAclArn = Rules.Arn }, new CustomResourceOptions { Parent = this });
        RegisterOutputs();
    }
}
