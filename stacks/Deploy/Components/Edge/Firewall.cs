using Appointments.Plan.Edge;
using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.WafV2;
using Pulumi.Aws.WafV2.Inputs;

namespace Appointments.Deploy.Components.Edge;

/// <param name="Scope"><c>CLOUDFRONT</c>, then in us-east-1, or <c>REGIONAL</c>.</param>
/// <param name="Rules">As JSON; a secret where it holds one.</param>
/// <param name="Answering">The rules whose answers are kept; what they compare with plays no part, so none of them needs a secret.</param>
internal sealed record FirewallArgs(string Scope, Output<string> Rules, IEnumerable<FirewallRule> Answering, int LogRetentionDays);

/// <summary>A web ACL that lets through what no rule blocks, and the log of what was blocked or counted. Neither keys nor secrets reach the log.</summary>
/// <remarks>Source: AWS, "Logging AWS WAF protection pack (web ACL) traffic": the destination's name starts with <c>aws-waf-logs-</c>.</remarks>
internal sealed class Firewall : ComponentResource
{
    private readonly string name;
    private readonly CustomResourceOptions child;

    /// <summary>The web ACL's ARN.</summary>
    [Output] public Output<string> Arn { get; private set; }

    /// <summary>Under which CloudWatch counts what it does.</summary>
    public string MetricName => name;

    /// <summary>What a resource that needs the rules to stand first depends on.</summary>
    public WebAcl WebAcl { get; }

    public Firewall(string name, FirewallArgs args, ComponentResourceOptions options) : base("appointments:edge:Firewall", name, options)
    {
        this.name = name;
        child = new CustomResourceOptions { Parent = this };
        WebAcl = new WebAcl(name, new WebAclArgs
        {
            Scope = args.Scope,
            DefaultAction = new WebAclDefaultActionArgs { Allow = new WebAclDefaultActionAllowArgs() },
            RuleJson = args.Rules,
            CustomResponseBodies = FirewallAnswer.Bodies(args.Answering),
            VisibilityConfig = new WebAclVisibilityConfigArgs { CloudwatchMetricsEnabled = true, MetricName = MetricName, SampledRequestsEnabled = false },
        }, child);
        Arn = WebAcl.Arn;
        Log(args.LogRetentionDays);
        RegisterOutputs();
    }

    private void Log(int days)
    {
        var group = new LogGroup($"{name}-log", new LogGroupArgs { NamePrefix = $"aws-waf-logs-{name}-", RetentionInDays = days }, child);
        _ = new WebAclLoggingConfiguration($"{name}-logging", new WebAclLoggingConfigurationArgs
        {
            ResourceArn = WebAcl.Arn,
            LogDestinationConfigs = [group.Arn],
            RedactedFields = [Redacted("x-api-key"), Redacted(EdgeSettings.SecretHeader), Redacted("authorization"), Redacted("cookie"),
                new WebAclLoggingConfigurationRedactedFieldArgs { QueryString = new WebAclLoggingConfigurationRedactedFieldQueryStringArgs() }], // a cursor names an appointment
            LoggingFilter = new WebAclLoggingConfigurationLoggingFilterArgs // what was let through stands in the access log
            {
                DefaultBehavior = "DROP",
                Filters = [new WebAclLoggingConfigurationLoggingFilterFilterArgs { Behavior = "KEEP", Requirement = "MEETS_ANY", Conditions = [Took("BLOCK"), Took("COUNT"), Took("EXCLUDED_AS_COUNT")] }],
            },
        }, child);
    }

    private static WebAclLoggingConfigurationRedactedFieldArgs Redacted(string header) =>
        new() { SingleHeader = new WebAclLoggingConfigurationRedactedFieldSingleHeaderArgs { Name = header } };

    private static WebAclLoggingConfigurationLoggingFilterFilterConditionArgs Took(string action) =>
        new() { ActionCondition = new WebAclLoggingConfigurationLoggingFilterFilterConditionActionConditionArgs { Action = action } };
}
