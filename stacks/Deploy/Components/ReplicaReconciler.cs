using Appointments.Contract;
using Pulumi;
using Pulumi.Aws.Lambda;
using Pulumi.Aws.Lambda.Inputs;
using Pulumi.Aws.Sqs;

namespace Appointments.Deploy.Components;

public sealed record ReplicaReconcilerArgs(RegionFunctions Functions, RegionalTable Appointments, RegionalTable Quarantine);

/// <summary>Puts right, in one region, what replication brought apart or out of order: it reads the table's stream and repairs index keys.</summary>
public sealed class ReplicaReconciler : ComponentResource
{
    /// <summary>Attempts before a batch is given up and named to the failure queue; with bisection a bad record ends alone.</summary>
    private const int MaxRetries = 20;

    public AppointmentsFunction Function { get; }

    /// <summary>Where batches go that were given up.</summary>
    public Output<string> FailuresArn { get; }

    public ReplicaReconciler(string name, ReplicaReconcilerArgs args, ComponentResourceOptions options) : base("appointments:data:ReplicaReconciler", name, options)
    {
        var child = new CustomResourceOptions { Parent = this };
        var failures = new Queue($"{name}-failures", QueueEncryption.With(args.Functions.DataKeyArn, new QueueArgs { MessageRetentionSeconds = 14 * 86_400 }), child);
        QueueTransport.Guard($"{name}-failures", failures, child);
        FailuresArn = failures.Arn;
        Function = new AppointmentsFunction(name, args.Functions.For(FunctionNames.ReconcileReplicas, [],
        [
            args.Appointments.StreamArn!.Apply(arn => new Grant(["dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:DescribeStream", "dynamodb:ListStreams"], [arn])),
            args.Appointments.Arn.Apply(arn => new Grant(["dynamodb:Query", "dynamodb:UpdateItem"], [arn])),
            args.Quarantine.Arn.Apply(arn => new Grant(["dynamodb:PutItem"], [arn])),
            failures.Arn.Apply(arn => new Grant(["sqs:SendMessage"], [arn])),
        ]), new ComponentResourceOptions { Parent = this });
        _ = new EventSourceMapping($"{name}-source", new EventSourceMappingArgs
        {
            EventSourceArn = args.Appointments.StreamArn!,
            FunctionName = Function.Arn,
            StartingPosition = "TRIM_HORIZON", // no change may be skipped
            BatchSize = 100,
            MaximumBatchingWindowInSeconds = 2,
            BisectBatchOnFunctionError = true,
            MaximumRetryAttempts = MaxRetries,
            FunctionResponseTypes = ["ReportBatchItemFailures"],
            DestinationConfig = new EventSourceMappingDestinationConfigArgs
            {
                OnFailure = new EventSourceMappingDestinationConfigOnFailureArgs { DestinationArn = failures.Arn },
            },
        }, new CustomResourceOptions { Parent = this, DependsOn = [Function.Policy] });
        RegisterOutputs();
    }
}
