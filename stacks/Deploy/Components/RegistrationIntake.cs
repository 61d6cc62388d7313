using Appointments.Contract;
using Appointments.Domain;
using Appointments.Plan;
using Pulumi;

namespace Appointments.Deploy.Components;

/// <param name="Functions">What every function of the region shares.</param>
public sealed record RegistrationIntakeArgs(Country Country, RegionFunctions Functions, RegionalTable Appointments, RegionalTable Quarantine);

/// <summary>How one country's registrations get from the queue into the ledger, in one region.</summary>
public sealed class RegistrationIntake : ComponentResource
{
    /// <summary>Times that a message is tried before it is a dead letter.</summary>
    private const int MaxReceives = 5;

    public CountryQueue Queue { get; }

    public AppointmentsFunction Function { get; }

    /// <summary>What becomes of those that could not be handled.</summary>
    public DeadLetters DeadLetters { get; }

    [Output] public Output<string> QueueArn { get; private set; }

    public RegistrationIntake(string name, RegistrationIntakeArgs args, ComponentResourceOptions options) : base("appointments:intake:RegistrationIntake", name, options)
    {
        var child = new ComponentResourceOptions { Parent = this };
        Queue = new CountryQueue($"{name}-queue", new CountryQueueArgs(6 * args.Functions.Settings.TimeoutSeconds, MaxReceives, args.Functions.DataKeyArn), child);
        Function = new AppointmentsFunction($"{name}-register", args.Functions.For(FunctionNames.RegisterAppointments, [args.Country],
        [
            Queue.Arn.Apply(arn => new Grant(["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], [arn])),
            args.Appointments.Arn.Apply(arn => new Grant(["dynamodb:PutItem"], [arn])),
            args.Quarantine.Arn.Apply(arn => new Grant(["dynamodb:PutItem"], [arn])),
        ]), child);
        _ = QueueSource.Of($"{name}-register-source", Queue.Arn, Function, args.Functions.Deployment.Performance.RegistrationBatchSize, args.Functions, this);
        DeadLetters = new DeadLetters(Names.DeadLetters(name), new DeadLettersArgs(args.Country, args.Functions, Queue, args.Quarantine), child);
        QueueArn = Queue.Arn;
        RegisterOutputs();
    }
}
