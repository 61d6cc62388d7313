using Appointments.Plan;

namespace Appointments.Checks.Policies;

/// <summary>Every log is one that we declare, with an end: a group that AWS makes by itself is kept forever, and may hold what should be forgotten.</summary>
public sealed class LogRetention : IPolicy
{
    public string Name => "log-retention";

    public IEnumerable<Violation> Check(ResourceGraph graph)
    {
        var names = graph.OfType(AwsTypes.LogGroup).Select(group => group.Output("name")).ToHashSet();
        return
        [
            .. graph.OfType(AwsTypes.LogGroup).Where(group => group.Number("retentionInDays") is not > 0)
                .Select(group => new Violation(Name, group.Name, "is kept forever", "set RetentionInDays from the setting logRetentionDays")),
            .. graph.OfType(AwsTypes.Function).Where(function => !names.Contains(function.Inputs["loggingConfig"]?["logGroup"]?.ToString()))
                .Select(function => new Violation(Name, function.Name, "logs to a group that is not declared here", "set LoggingConfig.LogGroup to a declared LogGroup")),
            .. graph.OfType(AwsTypes.Stage).Where(stage => graph.WithArn(AwsTypes.LogGroup, stage.Inputs["accessLogSettings"]?["destinationArn"]?.ToString() ?? "none") is null)
                .Select(stage => new Violation(Name, stage.Name, "has no access log in a declared group", "set AccessLogSettings.DestinationArn to a declared LogGroup")),
        ];
    }
}
