using Appointments.Contract;
using Appointments.Domain;
using Pulumi;

namespace Appointments.Deploy.Components;

/// <param name="Queue">The country's queue, whose dead letters these are.</param>
public sealed record DeadLettersArgs(Country Country, RegionFunctions Functions, CountryQueue Queue, RegionalTable Quarantine);

/// <summary>
/// What becomes of one country's dead letters in one region. A function a country, as for the queue itself: it needs to reach one queue and its dead letters only,
/// a flood of one country's does not delay another's, and a new country changes none that is there.
/// </summary>
public sealed class DeadLetters : ComponentResource
{
    /// <summary>The most that a FIFO mapping takes. Source: AWS, "Creating and configuring an Amazon SQS event source mapping".</summary>
    private const int BatchSize = 10;

    public AppointmentsFunction Function { get; }

    public DeadLetters(string name, DeadLettersArgs args, ComponentResourceOptions options) : base("appointments:intake:DeadLetters", name, options)
    {
        var shared = args.Functions.For(FunctionNames.ProcessDeadLetters, [args.Country],
        [
            args.Queue.DeadLetterArn.Apply(arn => new Grant(["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], [arn])),
            args.Queue.Arn.Apply(arn => new Grant(["sqs:SendMessage"], [arn])),
            args.Quarantine.Arn.Apply(arn => new Grant(["dynamodb:PutItem"], [arn])),
        ]);
        shared.Environment.Add(EnvironmentNames.RegistrationsQueue, args.Queue.Url);
        Function = new AppointmentsFunction(name, shared, new ComponentResourceOptions { Parent = this });
        _ = QueueSource.Of($"{name}-source", args.Queue.DeadLetterArn, Function, BatchSize, args.Functions, this);
        RegisterOutputs();
    }
}
