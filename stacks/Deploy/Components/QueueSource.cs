using Pulumi;
using Pulumi.Aws.Lambda;
using Pulumi.Aws.Lambda.Inputs;

namespace Appointments.Deploy.Components;

/// <summary>How a queue is handed to the function that reads it. What of a batch failed comes back alone.</summary>
internal static class QueueSource
{
    /// <param name="functions">Of the region: they say how many batches go out at once.</param>
    public static EventSourceMapping Of(string name, Output<string> queueArn, AppointmentsFunction function, int batchSize, RegionFunctions functions, Resource parent)
    {
        var source = new EventSourceMappingArgs
        {
            EventSourceArn = queueArn,
            FunctionName = function.Arn,
            BatchSize = batchSize,
            FunctionResponseTypes = ["ReportBatchItemFailures"],
        };
        if (functions.Deployment.Performance.RegistrationConcurrency is { } concurrency)
            source.ScalingConfig = new EventSourceMappingScalingConfigArgs { MaximumConcurrency = concurrency };
        return new EventSourceMapping(name, source, new CustomResourceOptions { Parent = parent, DependsOn = [function.Policy] });
    }
}
