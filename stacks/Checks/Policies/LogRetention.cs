using Appointments.Plan;

namespace Appointments.Checks.Policies;

/// <summary>Every log is one that we declare, with an end, and every firewall and edge writes one: a group that AWS makes by itself is kept forever, and may hold what should be forgotten.</summary>
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
            .. graph.OfType(AwsTypes.WebAcl).Where(acl => !graph.OfType(AwsTypes.WebAclLogging).Any(logging => logging.Text("resourceArn") == acl.Output("arn")
                    && logging.Inputs["logDestinationConfigs"].Texts().Any(arn => graph.WithArn(AwsTypes.LogGroup, arn) is not null)))
                .Select(acl => new Violation(Name, acl.Name, "logs nothing of what it blocks to a declared group", "give it a WebAclLoggingConfiguration with a declared LogGroup")),
            .. graph.OfType(AwsTypes.Distribution).Where(distribution => !IsDelivered(graph, distribution))
                .Select(distribution => new Violation(Name, distribution.Name, "has no access log in a declared group", "give it a LogDelivery from a source of it to a destination with a declared LogGroup")),
        ];
    }

    private static bool IsDelivered(ResourceGraph graph, GraphResource distribution) =>
        (from source in graph.OfType(AwsTypes.LogDeliverySource)
         where source.Text("resourceArn") == distribution.Output("arn")
         from delivery in graph.OfType(AwsTypes.LogDelivery)
         where delivery.Text("deliverySourceName") == source.Output("name")
         let destination = graph.WithArn(AwsTypes.LogDeliveryDestination, delivery.Text("deliveryDestinationArn") ?? "none")
         select graph.WithArn(AwsTypes.LogGroup, destination?.Inputs["deliveryDestinationConfiguration"]?["destinationResourceArn"]?.ToString() ?? "none")).Any(group => group is not null);
}
