using System.Collections.Immutable;
using Appointments.Plan;
using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Fis;
using Pulumi.Aws.Fis.Inputs;
using Pulumi.Aws.Iam;

namespace Appointments.Deploy.Components.Faults;

/// <param name="Region">The AWS region: that of the provider that comes down from the options.</param>
/// <param name="Tables">The global tables as this region sees them.</param>
/// <param name="StopAlarmArns">The alarms any of which ends an experiment: clients are hurt, which is not what was rehearsed. Metric alarms: whether FIS takes a composite one AWS does not say.</param>
public sealed record FaultExperimentsArgs(string Region, Output<string> AccountId, ImmutableArray<RegionalTable> Tables, ImmutableArray<Output<string>> StopAlarmArns, int LogRetentionDays);

/// <summary>One region's faults that AWS Fault Injection Service (FIS) has and that reach this system, as templates; <c>fault inject</c> starts them. Nothing happens until then.</summary>
/// <remarks>
/// One it is. FIS's faults of functions (<c>aws:lambda:invocation-error</c>, <c>-add-delay</c>) come by a layer whose wrapper script starts the runtime, and "wrapper scripts are not supported on OS-only
/// runtimes", which these functions run on: such a template would run, be paid and do nothing. Sources, all AWS: "Use the AWS FIS aws:lambda:function actions"; "Modifying the runtime environment";
/// "AWS FIS Actions reference", where <c>aws:fis:inject-api-*</c> are EC2's and Kinesis's only, and <c>aws:network:*</c> needs a subnet, which nothing here is in.
/// </remarks>
public sealed class FaultExperiments : ComponentResource
{
    /// <summary>Ends by itself if whoever drills is gone; a drill takes about ten minutes, after up to five until the fault bites.</summary>
    private const string Longest = "PT30M";

    private const string Target = "replicas";

    /// <summary>Fault, as <see cref="StackOutputs"/> names it, to the template's id.</summary>
    public Output<ImmutableDictionary<string, string>> Templates { get; }

    public FaultExperiments(string name, FaultExperimentsArgs args, ComponentResourceOptions options) : base("appointments:faults:FaultExperiments", name, options)
    {
        var child = new CustomResourceOptions { Parent = this };
        var log = new LogGroup($"{name}-log", new LogGroupArgs { RetentionInDays = args.LogRetentionDays }, child);
        var role = new Role($"{name}-role", new RoleArgs { AssumeRolePolicy = args.AccountId.Apply(account => Policies.AssumedBy("fis.amazonaws.com", account, $"arn:aws:fis:{args.Region}:{account}:experiment/*")) }, child);
        var policy = new RolePolicy($"{name}-policy", new RolePolicyArgs { Role = role.Name, Policy = Allowed(args.Tables) }, child);
        var template = new ExperimentTemplate($"{name}-{StackOutputs.ReplicationStopped}", new ExperimentTemplateArgs
        {
            Description = $"Replication between {args.Region} and all other regions stops, both ways, for all tables.",
            RoleArn = role.Arn,
            Targets = [new ExperimentTemplateTargetArgs { Name = Target, ResourceType = "aws:dynamodb:global-table", SelectionMode = "ALL", ResourceArns = args.Tables.Select(table => (Input<string>)table.Arn).ToList() }],
            Actions = [Pause()],
            StopConditions = args.StopAlarmArns.Select(arn => new ExperimentTemplateStopConditionArgs { Source = "aws:cloudwatch:alarm", Value = arn }).ToList(),
            ExperimentOptions = new ExperimentTemplateExperimentOptionsArgs { AccountTargeting = "single-account", EmptyTargetResolutionMode = "fail" }, // no target: an error, not a drill of nothing
            LogConfiguration = new ExperimentTemplateLogConfigurationArgs
            {
                LogSchemaVersion = 2, // the current one. Source: AWS, "Experiment logging for AWS FIS"
                CloudwatchLogsConfiguration = new ExperimentTemplateLogConfigurationCloudwatchLogsConfigurationArgs { LogGroupArn = log.Arn.Apply(arn => $"{arn}:*") },
            },
        }, new CustomResourceOptions { Parent = this, DependsOn = [policy] });
        Templates = template.Id.Apply(id => ImmutableDictionary<string, string>.Empty.Add(StackOutputs.ReplicationStopped, id));
        RegisterOutputs();
    }

    /// <summary>Denies DynamoDB's replication this region's tables and streams, so it stops into the region and out of it. Source: AWS, "AWS FIS Actions reference", Amazon DynamoDB actions, MREC global tables.</summary>
    private static ExperimentTemplateActionArgs Pause() => new()
    {
        Name = StackOutputs.ReplicationStopped,
        ActionId = "aws:dynamodb:global-table-pause-replication",
        Target = new ExperimentTemplateActionTargetArgs { Key = "Tables", Value = Target },
        Parameters = [new ExperimentTemplateActionParameterArgs { Key = "duration", Value = Longest }],
    };

    /// <summary>What that action is said to need, on these tables and their streams, and the delivery of the log. Source: same page; "Enable logging from AWS services".</summary>
    private static Output<string> Allowed(ImmutableArray<RegionalTable> tables) =>
        Output.Tuple(Output.All(tables.Select(table => table.Arn)), Output.All(tables.Select(table => table.StreamArn!))).Apply(arns => Policies.Allow(
        [
            new Grant(["dynamodb:DescribeTable"], arns.Item1),
            new Grant(["dynamodb:GetResourcePolicy", "dynamodb:PutResourcePolicy", "dynamodb:DeleteResourcePolicy"], [.. arns.Item1, .. arns.Item2]),
            new Grant(["tag:GetResources"], ["*"]),
            new Grant(["logs:CreateLogDelivery", "logs:PutResourcePolicy", "logs:DescribeResourcePolicies", "logs:DescribeLogGroups"], ["*"]),
        ]));
}
