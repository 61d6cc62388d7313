using System.Collections.Immutable;
using Appointments.Plan;
using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Iam;
using Pulumi.Aws.Lambda;
using Pulumi.Aws.Lambda.Inputs;

namespace Appointments.Deploy.Components;

/// <param name="Handler">Which function of the one executable, from Contract's FunctionNames.</param>
/// <param name="Code">The deployment archive.</param>
/// <param name="Environment">Environment variables, names from Contract's EnvironmentNames.</param>
/// <param name="Grants">All that it may do, but for its own log.</param>
public sealed record AppointmentsFunctionArgs(
    string Handler,
    FunctionSettings Settings,
    int LogRetentionDays,
    bool Tracing,
    Archive Code,
    InputMap<string> Environment,
    ImmutableArray<Output<Grant>> Grants)
{
    /// <summary>Invocations that are kept for it, and its most; null for none.</summary>
    public int? ReservedConcurrency { get; init; }
}

/// <summary>One Lambda function with a log group and a role of its own, which may do what it is told here and nothing else.</summary>
public sealed class AppointmentsFunction : ComponentResource
{
    [Output] public Output<string> Arn { get; private set; }
    [Output] public Output<string> Name { get; private set; }

    /// <summary>For an event source mapping: it must not start before the function may read the source.</summary>
    public Resource Policy { get; }

    public AppointmentsFunction(string name, AppointmentsFunctionArgs args, ComponentResourceOptions options) : base("appointments:compute:Function", name, options)
    {
        var child = new CustomResourceOptions { Parent = this };
        var log = new LogGroup($"{name}-log", new LogGroupArgs { RetentionInDays = args.LogRetentionDays }, child);
        var role = new Role(Names.RoleOf(name), new RoleArgs { AssumeRolePolicy = Policies.AssumedBy("lambda.amazonaws.com") }, child);
        Policy = new RolePolicy($"{name}-policy", new RolePolicyArgs { Role = role.Name, Policy = Allow(args.Tracing ? args.Grants.Add(Output.Create(Traces)) : args.Grants, log) }, child);
        var settings = new FunctionArgs
        {
            Role = role.Arn,
            Runtime = "provided.al2023",
            Handler = args.Handler,
            Code = args.Code,
            Architectures = [args.Settings.Architecture],
            MemorySize = args.Settings.MemoryMegabytes,
            Timeout = args.Settings.TimeoutSeconds,
            Environment = new FunctionEnvironmentArgs { Variables = args.Environment },
            LoggingConfig = new FunctionLoggingConfigArgs { LogFormat = "Text", LogGroup = log.Name }, // Text: the lines are JSON already
        };
        if (args.ReservedConcurrency is { } reserved)
            settings.ReservedConcurrentExecutions = reserved;
        if (args.Tracing)
            settings.TracingConfig = new FunctionTracingConfigArgs { Mode = "Active" };
        var function = new Function(name, settings, new CustomResourceOptions { Parent = this, DependsOn = [Policy] });
        Arn = function.Arn;
        Name = function.Name;
        RegisterOutputs();
    }

    /// <summary>Whatever sends traces may send any: X-Ray has no resources to name. Source: AWS, "Actions, resources, and condition keys for AWS X-Ray".</summary>
    private static readonly Grant Traces = new(["xray:PutTraceSegments", "xray:PutTelemetryRecords"], ["*"]);

    private static Output<string> Allow(ImmutableArray<Output<Grant>> grants, LogGroup log) =>
        Output.All(grants.Add(log.Arn.Apply(arn => new Grant(["logs:CreateLogStream", "logs:PutLogEvents"], [$"{arn}:*"])))).Apply(all => Policies.Allow(all));
}
