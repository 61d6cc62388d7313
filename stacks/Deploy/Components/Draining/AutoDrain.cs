using System.Collections.Immutable;
using Appointments.Contract;
using Appointments.Deploy.Components.Watching;
using Appointments.Plan;
using Pulumi;
using Pulumi.Aws.Lambda;
using Pulumi.Aws.Lambda.Inputs;
using Pulumi.Aws.Sqs;

namespace Appointments.Deploy.Components.Draining;

/// <param name="Region">The region in which this is.</param>
/// <param name="Topic">Of this region: told what was decided.</param>
public sealed record AutoDrainArgs(string Region, RegionFunctions Functions, GlobalTables Tables, AlarmTopic Topic);

/// <summary>
/// What drains the region that this one watches, when that one's clients get errors and this one is healthy. docs/decisions/auto-drain.md has the rule and why it never drains both.
/// </summary>
/// <remarks>Source: AWS, "How Lambda handles errors and retries with asynchronous invocation"; "Retaining records of asynchronous invocations".</remarks>
public sealed class AutoDrain : ComponentResource
{
    /// <summary>The most that Lambda makes: after one minute, and after two.</summary>
    private const int Retries = 2;

    private readonly AutoDrainArgs args;

    public AppointmentsFunction Function { get; }

    /// <summary>Notices of this region that reached nobody, and those on which this region could decide nothing.</summary>
    public Queue Failures { get; }

    /// <summary>For the dashboard.</summary>
    public ImmutableArray<Watch> Watches { get; }

    public AutoDrain(string name, AutoDrainArgs args, ComponentResourceOptions options) : base("appointments:draining:AutoDrain", name, options)
    {
        this.args = args;
        var child = new CustomResourceOptions { Parent = this };
        Failures = new Queue($"{name}-failures", new QueueArgs { MessageRetentionSeconds = 14 * 86_400, SqsManagedSseEnabled = true }, child);
        QueueTransport.Guard($"{name}-failures", Failures, child, Output.Tuple(args.Topic.Arn, Failures.Arn).Apply(arns => Policies.MaySend("sns.amazonaws.com", arns.Item1, arns.Item2)));
        Function = new AppointmentsFunction(name, Settings(), new ComponentResourceOptions { Parent = this });
        _ = new FunctionEventInvokeConfig($"{name}-invoke", new FunctionEventInvokeConfigArgs
        {
            FunctionName = Function.Name,
            MaximumRetryAttempts = Retries,
            MaximumEventAgeInSeconds = (int)Domain.Draining.AutoDrain.MostAge.TotalSeconds, // an older alarm is left to people
            DestinationConfig = new FunctionEventInvokeConfigDestinationConfigArgs
            {
                OnSuccess = new FunctionEventInvokeConfigDestinationConfigOnSuccessArgs { Destination = args.Topic.Arn },
                OnFailure = new FunctionEventInvokeConfigDestinationConfigOnFailureArgs { Destination = Failures.Arn },
            },
        }, new CustomResourceOptions { Parent = this, DependsOn = [Function.Policy] });
        Watches = [.. RegionWatches.Function(args.Functions.Deployment, new WatchedFunction("auto-drain", Function.Name)), RegionWatches.DeadLetters("auto-drain-failures", Failures.Arn, "auto-drain")];
        _ = new Alarms($"{name}-alarms", new AlarmsArgs(Watches, args.Topic), new ComponentResourceOptions { Parent = this });
        RegisterOutputs();
    }

    private DeploymentSettings Deployment => args.Functions.Deployment;

    private AppointmentsFunctionArgs Settings()
    {
        var shared = args.Functions.For(FunctionNames.DrainRegion, [], Grants());
        shared.Environment.Add(EnvironmentNames.RegionsTable, args.Tables.RegionsTableName);
        shared.Environment.Add(EnvironmentNames.AutoDrain, Deployment.AutoDrain.Mode is AutoDrainMode.On ? "on" : "dry-run");
        shared.Environment.Add(EnvironmentNames.WatchedRegion, Deployment.WatchedBy(args.Region));
        shared.Environment.Add(EnvironmentNames.Regions, string.Join(',', Deployment.Regions));
        shared.Environment.Add(EnvironmentNames.ArbiterRegion, Deployment.PrimaryRegion);
        shared.Environment.Add(EnvironmentNames.HealthUrl, $"https://{Deployment.Dns.OriginOf(args.Region)}/{ApiPaths.Stage}{ApiPaths.Health}");
        return shared;
    }

    /// <summary>It may write notes of alarms here, and the mark and the act of the one watched region into the arbiter's table: no other key and no other table.</summary>
    private ImmutableArray<Output<Grant>> Grants()
    {
        var grants = ImmutableArray.CreateBuilder<Output<Grant>>();
        grants.Add(Output.All(Deployment.Regions.Select(region => args.Tables.RegionsIn(region).Arn)).Apply(arns => new Grant(["dynamodb:GetItem"], arns)));
        grants.Add(args.Tables.RegionsIn(args.Region).Arn.Apply(arn => new Grant(["dynamodb:PutItem"], [arn]) { OnlyKeys = [RegionsTable.AlarmKey(args.Region, "*")] }));
        if (Deployment.AutoDrain.Mode is AutoDrainMode.On)
        {
            var arbiter = args.Tables.RegionsIn(Deployment.PrimaryRegion).Arn;
            var watched = Deployment.WatchedBy(args.Region);
            grants.Add(arbiter.Apply(arn => new Grant(["dynamodb:PutItem"], [arn]) { OnlyKeys = [watched, RegionsTable.ActKey("*", RegionsTable.Drain, watched, RegionsTable.AutoDrain)] }));
            grants.Add(arbiter.Apply(arn => new Grant(["dynamodb:ConditionCheckItem"], [arn])));
        }
        grants.Add(args.Topic.Arn.Apply(arn => new Grant(["sns:Publish"], [arn])));
        grants.Add(args.Topic.KeyArn.Apply(arn => new Grant(["kms:GenerateDataKey", "kms:Decrypt"], [arn])));
        grants.Add(Failures.Arn.Apply(arn => new Grant(["sqs:SendMessage"], [arn])));
        return grants.DrainToImmutable();
    }
}
